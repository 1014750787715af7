import type { FieldKind, FieldOf } from './field-kind.ts';
import { readLine } from './typed-text.ts';
import { lineWidget, typedIn } from './widget.ts';

/** A time of day, kept as « 09:30 ». It accepts « 9:30 », « 9h30 », « 9u30 », « 9.30 » and « 9h », but not 24:00. */
export const time: FieldKind<FieldOf<'time'>> = {
  controls: ({ id }) => [id],
  read: (field, typed, asking) =>
    readLine(field, {
      typed,
      asking,
      judge: (line, control) => {
        const [, hour, minute = '00'] = /^(\d{1,2})\s*(?:[:.hu]\s*(\d{2})?)?$/i.exec(line) ?? [];
        const wrong = hour === undefined || Number(hour) > 23 || Number(minute) > 59;
        if (wrong) return { ok: false, control, key: 'procedures:problem.time' };
        return { ok: true, answer: `${hour.padStart(2, '0')}:${minute}` };
      },
    }),
  typed: (field, answer, prefix) => typedIn(field, prefix, String(answer)),
  widget: (field, showing) => lineWidget(field, showing, { width: 5 }),
  words: (_field, answer) => String(answer),
  cell: (_field, answer) => String(answer),
};
