import type { FieldKind, FieldOf } from './field-kind.ts';

/** Documents arrive by an upload of their own, not with the form: what was typed says nothing of them. */
export const file: FieldKind<FieldOf<'file'>> = {
  controls: ({ id }) => [id],
  read: () => ({ ok: true, answer: undefined }),
  words: (_field, answer) => String(answer),
  cell: (_field, answer) => String(answer),
};

/** A notice is text only: nothing is typed, nothing is kept. */
export const notice: FieldKind<FieldOf<'notice'>> = {
  controls: () => [],
  read: () => ({ ok: true, answer: undefined }),
  words: () => '',
  cell: () => '',
};
