import type { LocalDate } from '../../../domain/local-date.ts';
import { readTypedDate } from '../../../domain/typed-date.ts';
import { formatLocalDate } from '../../../web/page/format.ts';
import { dayOfLimit } from '../definition/day-limit.ts';
import type { Asking, FieldKind, FieldOf, ProblemKey, Reading } from './field-kind.ts';
import { leftEmpty, typedLine } from './typed-text.ts';
import type { Part } from './widget.ts';

export type Beyond = { key: ProblemKey; values: { date: LocalDate } };
const PARTS = ['Day', 'Month', 'Year'] as const;
const BIRTH_DATE = { Day: 'bday-day', Month: 'bday-month', Year: 'bday-year' } as const;

/**
 * A day typed in three controls, or whole in the first one; its month may be a name. Kept as « 2026-12-31 ». Its limits
 * count from the present day in Brussels.
 */
export const date: FieldKind<FieldOf<'date'>> = {
  controls: ({ id }) => PARTS.map((part) => `${id}${part}`),
  read: (field, typed, asking) => {
    const name = `${asking.prefix}${field.id}`;
    const sent = PARTS.map((part) => typedLine(typed, `${name}${part}`) ?? '\0');
    const [day = '', month = '', year = ''] = sent;
    const reading = readTypedDate({ day, month, year });
    if (reading.ok) return withinLimits(field, reading.date, { control: `${name}Day`, ...asking });
    if (reading.empty) return leftEmpty(field, `${name}Day`);
    const { wrong } = reading;
    if (wrong === null) return { ok: false, control: `${name}Day`, key: 'web:date.problem' };
    return { ok: false, control: `${name}${wrong}`, key: `web:date.problem.${wrong}` };
  },
  typed: ({ id }, answer, prefix) => {
    const [year = '', month = '', day = ''] = String(answer).split('-');
    return { [`${prefix}${id}Day`]: [day], [`${prefix}${id}Month`]: [month], [`${prefix}${id}Year`]: [year] };
  },
  widget: (field, { typed, prefix, reader: { t } }) => {
    const parts = PARTS.map((part): Part => {
      const name = `${prefix}${field.id}${part}`;
      const autocomplete = field.propose === 'birthDate' ? BIRTH_DATE[part] : 'off';
      const line = { name, value: typed[name]?.[0] ?? '', inputmode: 'numeric', autocomplete } as const;
      return { label: t(`procedures:date.${part}`), line: { ...line, width: part === 'Year' ? 4 : 2 }, options: null };
    });
    return { look: 'parts', beside: true, parts };
  },
  words: (_field, answer, { language }) => formatLocalDate(String(answer), language),
  cell: (_field, answer) => ({ date: String(answer) }),
};

function withinLimits(field: FieldOf<'date'>, answer: LocalDate, asking: Asking & { control: string }): Reading {
  const { control, today } = asking;
  const beyond = beyondLimits(field, answer, today);
  return beyond === null ? { ok: true, answer } : { ok: false, control, ...beyond };
}

/** Returns what is said of a day that is beyond the limits of its field, as they are today; null for a day within them. */
export function beyondLimits(field: FieldOf<'date'>, day: LocalDate, today: LocalDate): Beyond | null {
  const min = field.min === undefined ? null : dayOfLimit(field.min, today);
  const max = field.max === undefined ? null : dayOfLimit(field.max, today);
  if (min !== null && day < min) return { key: 'procedures:problem.tooEarly', values: { date: min } };
  if (max !== null && day > max) return { key: 'procedures:problem.tooLate', values: { date: max } };
  return null;
}
