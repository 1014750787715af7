import { lineKind } from './line-kind.ts';

/** A time of day, kept as « 09:30 ». It accepts « 9:30 », « 9h30 », « 9u30 », « 9.30 » and « 9h », but not 24:00. */
export const time = lineKind<'time'>({
  judge: (_field, line, control) => {
    const [, hour, minute = '00'] = /^(\d{1,2})\s*(?:[:.hu]\s*(\d{2})?)?$/i.exec(line) ?? [];
    const wrong = hour === undefined || Number(hour) > 23 || Number(minute) > 59;
    if (wrong) return { ok: false, control, key: 'procedures:problem.time' };
    return { ok: true, answer: `${hour.padStart(2, '0')}:${minute}` };
  },
  look: { width: 5 },
});
