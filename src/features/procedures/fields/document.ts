import type { FieldKind, FieldOf } from './field-kind.ts';

/** Documents are sent by an upload of their own and not with the form, so nothing is read here. */
export const file: FieldKind<FieldOf<'file'>> = {
  controls: ({ id }) => [id],
  read: () => ({ ok: true, answer: undefined }),
  words: (_field, answer) => String(answer),
  cell: (_field, answer) => String(answer),
};

/** A text to read. It has no control and no answer. */
export const notice: FieldKind<FieldOf<'notice'>> = {
  controls: () => [],
  read: () => ({ ok: true, answer: undefined }),
  words: () => '',
  cell: () => '',
};
