import { z } from 'zod';
import { LocalizedText } from '../../../domain/localized-text.ts';
import { Closure, Contact } from '../definition/closure.ts';
import type { Definition } from '../definition/definition.ts';

/** The source of what an administrator sets, where a file names a rule of the commune. */
const SOURCE = 'administration';

/**
 * The settings that an administrator makes in place of what the file of a démarche says; null keeps the file's value.
 * `asOf` is the day on which it was set, as fees and delays age.
 */
export const ProcedureSettings = z.strictObject({
  closure: Closure.nullable(),
  fee: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none'), note: LocalizedText.optional(), asOf: z.iso.date() }),
      z.strictObject({
        kind: z.literal('fixed'),
        /** The amount is in cents. */
        amountCents: z.number().int().min(1).max(10_000_000),
        note: LocalizedText.optional(),
        asOf: z.iso.date(),
      }),
    ])
    .nullable(),
  delay: z
    .strictObject({
      days: z.number().int().min(0).max(400),
      unit: z.enum(['calendar', 'working']),
      asOf: z.iso.date(),
    })
    .nullable(),
  contact: Contact.nullable(),
});
export type ProcedureSettings = z.infer<typeof ProcedureSettings>;

export const AS_IN_FILE: ProcedureSettings = Object.freeze({ closure: null, fee: null, delay: null, contact: null });

/**
 * Returns the definition with the fee and the delay that were set: what a draft begun now keeps for ever, whatever is
 * set later.
 */
export function withTerms(definition: Definition, { fee, delay }: ProcedureSettings): Definition {
  return {
    ...definition,
    ...(fee === null ? {} : { fee: feeOf(fee) }),
    ...(delay === null ? {} : { delay: { ...definition.delay, ...delay, source: SOURCE } }),
  };
}

function feeOf({ asOf, note, ...fee }: NonNullable<ProcedureSettings['fee']>): Definition['fee'] {
  const sourced = { source: SOURCE, asOf, ...(note === undefined ? {} : { note }) };
  return fee.kind === 'none'
    ? { kind: 'none', ...sourced }
    : { kind: 'fixed', amount: fee.amountCents / 100, ...sourced };
}

/** Adds what holds at once for everybody, also for drafts begun before: when it is closed, and whom to ask. */
export function withNotices(definition: Definition, { closure, contact }: ProcedureSettings): Definition {
  return {
    ...definition,
    ...(closure === null ? {} : { closure }),
    ...(contact === null ? {} : { contact }),
  };
}
