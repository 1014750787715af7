import { z } from 'zod';
import { LocalizedText } from '../../../domain/localized-text.ts';
import { Condition } from './condition.ts';
import { DayLimit, FieldId } from './field-definition.ts';

/** A number field, or one of a repeatable block: `budget.expense` means the sum over its items. */
const NumberPlace = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]*(?:\.[a-z][a-zA-Z0-9]*)?$/, 'write the id of a field, or « block.field »');

/**
 * A rule between fields, with the sentence that says how to repair the answer. A rule of any other form must be
 * written in code.
 */
export const Rule = z.discriminatedUnion('rule', [
  /** `field` must be later than `than`, or equal to it where `orSame` is set. Both are dates, or both are times. */
  z.strictObject({
    rule: z.literal('after'),
    field: FieldId,
    than: FieldId,
    orSame: z.literal(true).optional(),
    error: LocalizedText,
  }),
  /**
   * `field`, a date, must be `day` or later where the condition holds: a notice that depends on other answers. « {{date}} » in
   * the sentence is that day.
   */
  z.strictObject({
    rule: z.literal('notBefore'),
    field: FieldId,
    day: DayLimit,
    if: Condition,
    error: LocalizedText,
  }),
  z.strictObject({ rule: z.literal('sumEquals'), of: NumberPlace, to: NumberPlace, error: LocalizedText }),
  z.strictObject({
    rule: z.literal('sumAtMost'),
    of: NumberPlace,
    most: z.union([z.number(), NumberPlace], 'write a number, the id of a field, or « block.field »'),
    error: LocalizedText,
  }),
]);
export type Rule = z.infer<typeof Rule>;
