import { z } from 'zod';
import type { Language } from '../../../domain/language.ts';
import { type LocalDate, localDateOf, parseLocalDate, yearsAfter } from '../../../domain/local-date.ts';
import { type Fields, says } from '../../../web/form/parse.ts';
import { formatLocalDate } from '../../../web/page/format.ts';

const YEARS_AHEAD = 10;

export const MemberEndFields = z.object({
  when: z.enum(['now', 'date'], { error: says('profiles:error.when.missing') }),
});

export type LastDayReading = { ok: true; endsOn: LocalDate } | { ok: false; problem: 'missing' | 'past' | 'far' };

/** The last day typed: today in Brussels at the earliest, in ten years at the latest. */
export function lastDayIn(fields: Fields, now: Date): LastDayReading {
  const { endsOnDay: day = '', endsOnMonth: month = '', endsOnYear: year = '' } = fields;
  const endsOn = parseLocalDate({ day, month, year });
  const today = localDateOf(now);
  if (endsOn === null) return { ok: false, problem: 'missing' };
  if (endsOn < today) return { ok: false, problem: 'past' };
  return endsOn > yearsAfter(today, YEARS_AHEAD) ? { ok: false, problem: 'far' } : { ok: true, endsOn };
}

/** The end of next year, in words. */
export function exampleOfLastDay(now: Date, language: Language): string {
  return formatLocalDate(`${yearsAfter(localDateOf(now), 1).slice(0, 4)}-12-31`, language);
}
