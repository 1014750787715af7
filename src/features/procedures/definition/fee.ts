import { z } from 'zod';
import { LocalizedText } from '../../../domain/localized-text.ts';
import type { Answers } from './answers.ts';
import { AUDIENCES, type Audience } from './audiences.ts';
import { FieldId } from './field-definition.ts';

/** Where the amount was read and when, as amounts change with time. */
const sourced = { source: z.string().min(1), asOf: z.iso.date(), note: LocalizedText.optional() };
const euros = z.number().min(0).max(100_000).multipleOf(0.01);

export const Fee = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none'), ...sourced }),
  z.strictObject({ kind: z.literal('fixed'), amount: euros, ...sourced }),
  /** The fee is base + amount × the answer of each number field, and at least `minimum`. */
  z.strictObject({
    kind: z.literal('computed'),
    base: euros,
    per: z.array(z.strictObject({ field: FieldId, amount: euros })).min(1),
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
  const units = fee.per.map(({ field, amount }) => cents(amount) * numberOf(answers[field]));
  const total = units.reduce((sum, part) => sum + part, cents(fee.base));
  return Math.max(Math.round(total), cents(fee.minimum ?? 0));
}

function cents(amount: number): number {
  return Math.round(amount * 100);
}

function numberOf(answer: Answers[string]): number {
  return typeof answer === 'number' ? answer : 0;
}
