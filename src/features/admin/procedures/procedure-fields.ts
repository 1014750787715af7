import { z } from 'zod';
import { readEmailAddress } from '../../../domain/email-address.ts';
import { type LocalDate, localDateOf, yearsAfter } from '../../../domain/local-date.ts';
import { parsePhone } from '../../../domain/phone-number.ts';
import { readTypedDate } from '../../../domain/typed-date.ts';
import { isStorable, visibleLine } from '../../../domain/visible-text.ts';
import type { Clock } from '../../../platform/clock.ts';
import { optionalParagraphs } from '../../../web/form/paragraphs.ts';
import { line, type Sentence, says } from '../../../web/form/parse.ts';
import { parseDecimal } from '../../procedures/fields/number.ts';
import { REASON_MAX } from '../reason-field.ts';

const TEXT_MAX = 1_000;
const YEARS_AHEAD = 3;
const MOST_CENTS = 10_000_000;
const part = z.string().default('');
const choice = (values: readonly [string, ...string[]]) => z.enum(values, { error: says('web:error.choice.missing') });
const text = optionalParagraphs(TEXT_MAX);
const optionalLine = z
  .string()
  .default('')
  .refine(isStorable, { error: says('web:field.unreadable') })
  .transform((typed) => visibleLine(typed) ?? '')
  .pipe(z.string().max(200, { error: says('web:field.tooLong') }));

/** The fields that the form of a procedure sends, in the order of the page. */
const Typed = z.object({
  opening: choice(['open', 'closed', 'closed-between']),
  closedFromDay: part,
  closedFromMonth: part,
  closedFromYear: part,
  closedToDay: part,
  closedToMonth: part,
  closedToYear: part,
  closedTextFr: text,
  closedTextNl: text,
  closedTextEn: text,
  closedTextDe: text,
  fee: choice(['file', 'none', 'fixed']),
  feeAmount: part,
  feeNoteFr: text,
  feeNoteNl: text,
  delay: choice(['file', 'set']),
  delayDays: part,
  delayUnit: part,
  deskFr: text,
  deskNl: text,
  phone: optionalLine,
  email: optionalLine,
  postFr: text,
  postNl: text,
  reason: line('admin:error.reason.missing', REASON_MAX),
});
export type TypedSettings = z.output<typeof Typed>;
export const SHOWN = Object.keys(Typed.shape) as (keyof TypedSettings)[];

/** The settings that an administrator may change; each error says how to repair it. Dates are days in Brussels. */
export const procedureFields = (clock: Clock) =>
  Typed.superRefine((typed, context) => {
    const today = localDateOf(clock.now());
    for (const { field, says: sentence } of problemsOf(typed, today)) {
      context.addIssue({ code: 'custom', input: typed, path: [field], message: says(sentence) });
    }
  });

type FieldProblem = { field: keyof TypedSettings; says: Sentence };

function problemsOf(typed: TypedSettings, today: LocalDate): FieldProblem[] {
  return [
    ...(typed.opening === 'open' ? [] : closureProblems(typed, today)),
    ...(typed.fee === 'fixed'
      ? unless(centsOf(typed.feeAmount) !== null, 'feeAmount', 'procedures:problem.money')
      : []),
    ...(typed.fee === 'file' ? [] : pairProblems(typed, 'feeNote')),
    ...(typed.delay === 'set' ? delayProblems(typed) : []),
    ...contactProblems(typed),
  ];
}

function contactProblems(typed: TypedSettings): FieldProblem[] {
  const { phone, email } = typed;
  return [
    ...pairProblems(typed, 'desk'),
    ...unless(phone === '' || parsePhone(phone).ok, 'phone', 'procedures:problem.phone'),
    ...unless(email === '' || readEmailAddress(email).ok, 'email', 'procedures:problem.email'),
    ...pairProblems(typed, 'post'),
  ];
}

function unless(right: boolean, field: keyof TypedSettings, sentence: Sentence): FieldProblem[] {
  return right ? [] : [{ field, says: sentence }];
}

/** A text in French or Dutch requires the other language too. */
function pairProblems(typed: TypedSettings, name: 'feeNote' | 'desk' | 'post'): FieldProblem[] {
  const [fr, nl] = [typed[`${name}Fr`], typed[`${name}Nl`]];
  if ((fr === '') === (nl === '')) return [];
  return fr === ''
    ? [{ field: `${name}Fr`, says: 'admin:procedures.error.french' }]
    : [{ field: `${name}Nl`, says: 'admin:procedures.error.dutch' }];
}

function delayProblems({ delayDays, delayUnit }: TypedSettings): FieldProblem[] {
  return [
    ...unless(daysOf(delayDays) !== null, 'delayDays', 'admin:procedures.error.days'),
    ...unless(delayUnit === 'calendar' || delayUnit === 'working', 'delayUnit', 'web:error.choice.missing'),
  ];
}

function closureProblems(typed: TypedSettings, today: LocalDate): FieldProblem[] {
  return [
    ...(typed.opening === 'closed' ? [] : dateProblems(typed, today)),
    ...unless(typed.closedTextFr !== '', 'closedTextFr', 'admin:procedures.error.french'),
    ...unless(typed.closedTextNl !== '', 'closedTextNl', 'admin:procedures.error.dutch'),
  ];
}

function dateProblems(typed: TypedSettings, today: LocalDate): FieldProblem[] {
  const wrong = (['closedFrom', 'closedTo'] as const).flatMap((name): FieldProblem[] => {
    const reading = typedDay(typed, name);
    if (reading.ok) return [];
    const at = reading.wrong ?? 'Day';
    return [{ field: `${name}${at}`, says: reading.wrong === null ? 'web:date.problem' : `web:date.problem.${at}` }];
  });
  const [from, to] = [dayOf(typed, 'closedFrom'), dayOf(typed, 'closedTo')];
  if (wrong.length > 0 || from === null || to === null) return wrong;
  if (to < from) return [{ field: 'closedToDay', says: 'admin:procedures.error.order' }];
  if (to < today) return [{ field: 'closedToDay', says: 'admin:procedures.error.past' }];
  return to > yearsAfter(today, YEARS_AHEAD) ? [{ field: 'closedToDay', says: 'admin:procedures.error.far' }] : [];
}

function typedDay(typed: TypedSettings, name: 'closedFrom' | 'closedTo') {
  return readTypedDate({ day: typed[`${name}Day`], month: typed[`${name}Month`], year: typed[`${name}Year`] });
}

export function dayOf(typed: TypedSettings, name: 'closedFrom' | 'closedTo'): LocalDate | null {
  const reading = typedDay(typed, name);
  return reading.ok ? reading.date : null;
}

/** Returns the amount in cents; null for what is none, or not between a cent and a hundred thousand euros. */
export function centsOf(typed: string): number | null {
  const euros = parseDecimal(typed.replaceAll('€', '').trim());
  const cents = Math.round((euros ?? 0) * 100);
  const whole = Math.abs((euros ?? 0) * 100 - cents) < 1e-6;
  return whole && cents > 0 && cents <= MOST_CENTS ? cents : null;
}

/** Returns null for anything but a whole number from 0 to 400. */
export function daysOf(typed: string): number | null {
  return /^\s*\d{1,3}\s*$/.test(typed) && Number(typed) <= 400 ? Number(typed) : null;
}
