import { visibleText } from '../../../domain/visible-text.ts';
import type { FieldKind, FieldOf } from './field-kind.ts';
import { lineKind } from './line-kind.ts';
import { leftEmpty } from './typed-text.ts';
import { lineWidget, typedIn } from './widget.ts';

const LINE_MAX = 200;
const TEXT_MAX = 5_000;

/** One line of text, at most 200 characters unless the definition says otherwise. */
export const text = lineKind<'text'>({
  judge: ({ max = LINE_MAX }, line, control) =>
    [...line].length > max
      ? { ok: false, control, key: 'procedures:problem.tooLong', values: { max } }
      : { ok: true, answer: line },
  widget: (field, showing) => lineWidget(field, showing, { width: (field.max ?? LINE_MAX) <= 20 ? 20 : null }),
});

/** Several lines of text as a person sees them, at most 5,000 characters unless the definition says otherwise. */
export const longText: FieldKind<FieldOf<'longText'>> = {
  controls: ({ id }) => [id],
  read: (field, typed, { prefix }) => {
    const control = `${prefix}${field.id}`;
    const lines = visibleText(typed[control]?.[0] ?? '');
    const max = field.max ?? TEXT_MAX;
    if (lines === null) return { ok: false, control, key: 'procedures:problem.unreadable' };
    if (lines === '') return leftEmpty(field, control);
    if ([...lines].length > max) return { ok: false, control, key: 'procedures:problem.tooLong', values: { max } };
    return { ok: true, answer: lines };
  },
  typed: (field, answer, prefix) => typedIn(field, prefix, String(answer)),
  widget: (field, { typed, prefix }) => {
    const name = `${prefix}${field.id}`;
    const max = field.max ?? TEXT_MAX;
    return { look: 'area', name, value: typed[name]?.[0] ?? '', rows: max > 600 ? 6 : 4, max };
  },
  words: (_field, answer) => String(answer),
  cell: (_field, answer) => String(answer),
};
