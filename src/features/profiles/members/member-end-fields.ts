import { z } from 'zod';
import type { Language } from '../../../domain/language.ts';
import { type LocalDate, localDateOf, yearsAfter } from '../../../domain/local-date.ts';
import { type DatePart, readTypedDate } from '../../../domain/typed-date.ts';
import { type Fields, says } from '../../../web/form/parse.ts';
import { formatLocalDate } from '../../../web/page/format.ts';

const YEARS_AHEAD = 10;

export const MemberEndFields = z.object({
  when: z.enum(['now', 'date'], { error: says('profiles:error.when.missing') }),
});

export type LastDayReading =
  | { ok: true; endsOn: LocalDate }
  | { ok: false; problem: 'missing' | 'past' | 'far' | DatePart | 'no-such-day' };

/** Reads the last day that was typed. It must lie between today in Brussels and ten years later. */
export function lastDayIn(fields: Fields, now: Date): LastDayReading {
  const { endsOnDay: day = '', endsOnMonth: month = '', endsOnYear: year = '' } = fields;
  const typed = readTypedDate({ day, month, year });
  const today = localDateOf(now);
  if (!typed.ok) return { ok: false, problem: typed.empty ? 'missing' : (typed.wrong ?? 'no-such-day') };
  const endsOn = typed.date;
  if (endsOn < today) return { ok: false, problem: 'past' };
  return endsOn > yearsAfter(today, YEARS_AHEAD) ? { ok: false, problem: 'far' } : { ok: true, endsOn };
}

/** Returns the last day of next year in words, as an example. */
export function exampleOfLastDay(now: Date, language: Language): string {
  return formatLocalDate(`${yearsAfter(localDateOf(now), 1).slice(0, 4)}-12-31`, language);
}
