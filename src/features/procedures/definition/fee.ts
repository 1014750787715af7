import { z } from 'zod';
import { daysBetween } from '../../../domain/local-date.ts';
import { LocalizedText } from '../../../domain/localized-text.ts';
import type { Answers } from './answers.ts';
import { AUDIENCES, type Audience } from './audiences.ts';
import { Condition, holds } from './condition.ts';
import { FieldId } from './field-definition.ts';

/** The source of an amount and the day on which it was read, as amounts change. */
const sourced = { source: z.string().min(1), asOf: z.iso.date(), note: LocalizedText.optional() };
const euros = z.number().min(0).max(100_000).multipleOf(0.01);

/** The units: the answer of a number field, times those of others, times the days between two dates, both counted. */
const Units = z.strictObject({
  field: FieldId,
  times: z.array(FieldId).optional(),
  days: z.strictObject({ from: FieldId, until: FieldId }).optional(),
});
type Units = z.infer<typeof Units>;

export const Fee = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none'), ...sourced }),
  z.strictObject({ kind: z.literal('fixed'), amount: euros, ...sourced }),
  /** The fee is base, amount × the units of each line of `per`, and what `also` adds where its condition holds; at least `minimum`. */
  z.strictObject({
    kind: z.literal('computed'),
    base: euros,
    per: z.array(Units.extend({ amount: euros })),
    also: z.array(z.strictObject({ if: Condition, amount: euros })).optional(),
    minimum: euros.optional(),
    freeFor: z.array(z.enum(AUDIENCES)).min(1).optional(),
    ...sourced,
  }),
  /** The department tells the amount once it knows the request; the note says how. */
  z.strictObject({ kind: z.literal('told-later'), ...sourced, note: LocalizedText }),
]);
export type Fee = z.infer<typeof Fee>;

/** Returns the amount in cents, or null when the department tells it later. */
export function feeInCents(fee: Fee, { answers, audience }: { answers: Answers; audience: Audience }): number | null {
  if (fee.kind === 'told-later') return null;
  if (fee.kind === 'none') return 0;
  if (fee.kind === 'fixed') return cents(fee.amount);
  if (fee.freeFor?.includes(audience)) return 0;
  const units = fee.per.map(({ amount, ...of }) => cents(amount) * unitsOf(of, answers));
  const also = (fee.also ?? []).filter((one) => holds(one.if, answers)).map(({ amount }) => cents(amount));
  const total = [...units, ...also].reduce((sum, part) => sum + part, cents(fee.base));
  return Math.max(Math.round(total), cents(fee.minimum ?? 0));
}

function cents(amount: number): number {
  return Math.round(amount * 100);
}

function unitsOf({ field, times = [], days }: Units, answers: Answers): number {
  const numbers = [field, ...times].map((id) => numberOf(answers[id]));
  const counted = days === undefined ? 1 : daysCounted(answers[days.from], answers[days.until]);
  return numbers.reduce((product, number) => product * number, counted);
}

function numberOf(answer: Answers[string]): number {
  return typeof answer === 'number' ? answer : 0;
}

function daysCounted(from: Answers[string], until: Answers[string]): number {
  if (typeof from !== 'string' || typeof until !== 'string') return 0;
  return Math.max(0, daysBetween(from, until) + 1);
}
