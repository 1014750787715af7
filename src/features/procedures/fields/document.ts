import { inLanguage } from '../../../domain/localized-text.ts';
import { renderMarkdown } from '../../../web/page/long-texts.ts';
import type { FieldKind, FieldOf } from './field-kind.ts';

/** Documents are sent by an upload of their own and not with the form, so nothing is read here. */
export const file: FieldKind<FieldOf<'file'>> = {
  controls: ({ id }) => [id],
  read: () => ({ ok: true, answer: undefined }),
  typed: () => ({}),
  widget: (_field, { reader }) => ({ look: 'later', text: reader.t('procedures:later.document') }),
  words: (_field, answer) => String(answer),
  cell: (_field, answer) => String(answer),
};

/** A text to read. It has no control and no answer. */
export const notice: FieldKind<FieldOf<'notice'>> = {
  controls: () => [],
  read: () => ({ ok: true, answer: undefined }),
  typed: () => ({}),
  widget: (field, { reader }) => {
    const { text, lang } = inLanguage(field.text, reader.language);
    return { look: 'notice', html: renderMarkdown(text), lang };
  },
  words: () => '',
  cell: () => '',
};
