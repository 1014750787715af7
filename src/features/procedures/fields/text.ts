import { isClean } from '../../../web/form/parse.ts';
import type { FieldKind, FieldOf } from './field-kind.ts';
import { leftEmpty, readLine } from './typed-text.ts';

const LINE_MAX = 200;
const TEXT_MAX = 5_000;

/** One line of text, at most 200 characters unless the definition says otherwise. */
export const text: FieldKind<FieldOf<'text'>> = {
  controls: ({ id }) => [id],
  read: (field, typed, asking) => {
    const max = field.max ?? LINE_MAX;
    const judge = (line: string, control: string) =>
      [...line].length > max
        ? { ok: false as const, control, key: 'procedures:problem.tooLong' as const, values: { max } }
        : { ok: true as const, answer: line };
    return readLine(field, { typed, asking, judge });
  },
  words: (_field, answer) => String(answer),
  cell: (_field, answer) => String(answer),
};

/** Several lines, kept as they were typed but for the marks of the line ends; at most 5,000 characters. */
export const longText: FieldKind<FieldOf<'longText'>> = {
  controls: ({ id }) => [id],
  read: (field, typed, { prefix }) => {
    const control = `${prefix}${field.id}`;
    const lines = (typed[control]?.[0] ?? '').normalize('NFC').replace(/\r\n?/g, '\n').trim();
    const max = field.max ?? TEXT_MAX;
    if (!isClean(lines)) return { ok: false, control, key: 'procedures:problem.unreadable' };
    if (lines === '') return leftEmpty(field, control);
    if ([...lines].length > max) return { ok: false, control, key: 'procedures:problem.tooLong', values: { max } };
    return { ok: true, answer: lines };
  },
  words: (_field, answer) => String(answer),
  cell: (_field, answer) => String(answer),
};
