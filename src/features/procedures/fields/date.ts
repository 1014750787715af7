import { type LocalDate, parseLocalDate } from '../../../domain/local-date.ts';
import { monthNumber } from '../../../domain/month-names.ts';
import { withPlainDigits } from '../../../domain/numbers/plain-digits.ts';
import { formatLocalDate } from '../../../web/page/format.ts';
import { dayOfLimit } from '../definition/day-limit.ts';
import type { Asking, FieldKind, FieldOf, Reading } from './field-kind.ts';
import { leftEmpty, typedLine } from './typed-text.ts';
import type { Part } from './widget.ts';

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
    const sent = PARTS.map((part) => withPlainDigits(typedLine(typed, `${name}${part}`) ?? '\0'));
    const { day, month, year } = partsOf(sent);
    if (day === '' && month === '' && year === '') return leftEmpty(field, `${name}Day`);
    const wrong = firstWrong(day, month, year);
    if (wrong !== null) return { ok: false, control: `${name}${wrong}`, key: `procedures:problem.date.${wrong}` };
    const answer = parseLocalDate({ day, month, year });
    if (answer === null) return { ok: false, control: `${name}Day`, key: 'procedures:problem.date' };
    return withinLimits(field, answer, { control: `${name}Day`, ...asking });
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

const WHOLE = /^(\d{1,2})[\s./-]+(\d{1,2}|[\p{L}.]+)[\s./-]+(\d{1,4})$/u;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;

/** « 31/12/2026 », « 31 décembre 2026 » or « 2026-12-31 », copied into the first control, is a date too. */
function partsOf([day = '', month = '', year = '']: readonly string[]) {
  const alone = month === '' && year === '' ? day : '';
  const [, d = day, m = month, y = year] = WHOLE.exec(alone) ?? [];
  const [, isoYear = y, isoMonth = m, isoDay = d] = ISO.exec(alone) ?? [];
  return { day: isoDay, month: String(monthNumber(isoMonth) ?? isoMonth), year: isoYear };
}

/** Returns the part that is wrong by itself; null when each could stand in a date. */
function firstWrong(day: string, month: string, year: string): (typeof PARTS)[number] | null {
  if (!/^(?:0?[1-9]|[12]\d|3[01])$/.test(day)) return 'Day';
  if (!/^(?:0?[1-9]|1[0-2])$/.test(month)) return 'Month';
  return /^\d{4}$/.test(year) ? null : 'Year';
}

function withinLimits(field: FieldOf<'date'>, answer: LocalDate, asking: Asking & { control: string }): Reading {
  const { control, today } = asking;
  const min = field.min === undefined ? null : dayOfLimit(field.min, today);
  const max = field.max === undefined ? null : dayOfLimit(field.max, today);
  if (min !== null && answer < min)
    return { ok: false, control, key: 'procedures:problem.tooEarly', values: { date: min } };
  if (max !== null && answer > max)
    return { ok: false, control, key: 'procedures:problem.tooLate', values: { date: max } };
  return { ok: true, answer };
}
