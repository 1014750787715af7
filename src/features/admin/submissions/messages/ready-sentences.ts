import { type FormShown, selectField } from '../../../../web/form/fields.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import type { Texts } from '../../../../web/page/texts.ts';
import type { ReadySentences } from '../../../submissions/messages/message-block.ts';
import type { Submission } from '../../../submissions/submission.ts';

/** Sentences that agents write often. The name and the words of each are in `admin:messages.ready.*`. */
export const READY_SENTENCES = ['received', 'under-review', 'more-time', 'call-us', 'come-by'] as const;
export type ReadySentence = (typeof READY_SENTENCES)[number];

type Shown = { submission: Pick<Submission, 'language'>; form: FormShown; shell: Pick<Shell, 't'> };

/** The list to choose from, named in the language of the agent; the words are those that the citizen will read. */
export function readySentences(texts: Texts, { submission, form, shell }: Shown): ReadySentences {
  const { t } = shell;
  const { language: lang } = submission;
  const sentences = READY_SENTENCES.map((sentence) => ({
    value: sentence,
    name: t(`admin:messages.ready.${sentence}.name`),
    text: texts[lang](`admin:messages.ready.${sentence}.text`),
    lang,
  }));
  const choices = sentences.map(({ value, name }) => ({ value, label: name }));
  const label = t('admin:messages.ready');
  const field = selectField('template', form, {
    label,
    choices: [{ value: '', label: t('admin:messages.ready.none') }, ...choices],
  });
  return {
    field: { ...field, hint: t('admin:messages.ready.hint') },
    read: t('admin:messages.ready.read'),
    sentences,
  };
}
