import { z } from 'zod';
import { LocalizedText } from '../../../domain/localized-text.ts';
import { Condition } from './condition.ts';

export const FieldId = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]{0,39}$/, 'write an id in camelCase: letters and digits, 40 at most');

/**
 * A limit of a date: « today », « today+10wd » (working days), « today-18y », « today+3m », or a day such as
 * « 2026-12-31 ».
 */
export const DayLimit = z
  .string()
  .regex(
    /^(?:today(?:[+-]\d{1,4}(?:d|wd|m|y))?|\d{4}-\d{2}-\d{2})$/,
    'give « today », « today+7d », « today+10wd », « today-18y » or « 2026-12-31 »',
  );

/**
 * The values that the portal knows and proposes as answers. Each can be changed, except the national number, which
 * comes only from the identity card. « household » is for a repeatable block: a button fills it with the people of
 * the newest request in which one typed some.
 */
export const PROPOSALS = [
  'firstName',
  'lastName',
  'email',
  'phone',
  'language',
  'enterpriseNumber',
  'organisationName',
  'legalForm',
  'jobTitle',
  'nationalNumber',
  'birthDate',
  'address',
  'household',
] as const;

const asked = {
  id: FieldId,
  label: LocalizedText,
  hint: LocalizedText.optional(),
  /** True when the field may stay empty. Every other field that is shown must be answered. */
  optional: z.literal(true).optional(),
  if: Condition.optional(),
  propose: z.enum(PROPOSALS).optional(),
};

const ChoiceValue = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'write a value in kebab-case, 40 characters at most');
export const ChoiceDefinition = z.strictObject({
  value: ChoiceValue,
  label: LocalizedText,
  hint: LocalizedText.optional(),
  if: Condition.optional(),
});
export type ChoiceDefinition = z.infer<typeof ChoiceDefinition>;

const count = z.number().int().min(0);
const number = { min: z.number().optional(), max: z.number().optional(), unit: LocalizedText.optional() };
const days = { min: DayLimit.optional(), max: DayLimit.optional() };

/**
 * Names for sets of file formats, which are recognised by the content of the file. Pictures and PDF are accepted when a
 * field names none.
 */
export const FILE_KINDS = ['pdf', 'picture', 'word', 'spreadsheet'] as const;

const simple = [
  z.strictObject({ type: z.literal('text'), ...asked, max: count.optional() }),
  z.strictObject({ type: z.literal('longText'), ...asked, max: count.optional() }),
  z.strictObject({ type: z.literal('integer'), ...asked, ...number }),
  z.strictObject({ type: z.literal('decimal'), ...asked, ...number }),
  /** `min` and `max` are amounts in euros. */
  z.strictObject({ type: z.literal('money'), ...asked, min: z.number().optional(), max: z.number().optional() }),
  z.strictObject({ type: z.literal('date'), ...asked, ...days }),
  z.strictObject({ type: z.literal('time'), ...asked }),
  z.strictObject({ type: z.literal('email'), ...asked }),
  z.strictObject({ type: z.literal('phone'), ...asked }),
  z.strictObject({ type: z.literal('choice'), ...asked, choices: z.array(ChoiceDefinition).min(2) }),
  z.strictObject({
    type: z.literal('choices'),
    ...asked,
    choices: z.array(ChoiceDefinition).min(1),
    min: count.optional(),
    max: count.optional(),
  }),
  z.strictObject({ type: z.literal('yesNo'), ...asked }),
  /**
   * `within` lists the accepted postcodes, such as 1000; « commune » stands for those of the commune. `abroad` also
   * accepts addresses in other countries.
   */
  z.strictObject({
    type: z.literal('address'),
    ...asked,
    within: z
      .array(z.string().regex(/^(?:[1-9]\d{3}|commune)$/, 'write a Belgian postcode, or « commune »'))
      .min(1)
      .optional(),
    abroad: z.literal(true).optional(),
  }),
  z.strictObject({ type: z.literal('iban'), ...asked }),
  z.strictObject({ type: z.literal('enterpriseNumber'), ...asked }),
  z.strictObject({ type: z.literal('establishmentNumber'), ...asked }),
  z.strictObject({ type: z.literal('nationalNumber'), ...asked }),
  z.strictObject({ type: z.literal('plate'), ...asked }),
  z.strictObject({ type: z.literal('country'), ...asked }),
  /** `max` is the number of files, 5 when it is left out. */
  z.strictObject({
    type: z.literal('file'),
    ...asked,
    accept: z.array(z.enum(FILE_KINDS)).min(1).optional(),
    max: count.optional(),
  }),
  /** A text to read, in Markdown without HTML. It has no answer. */
  z.strictObject({ type: z.literal('notice'), id: FieldId, text: LocalizedText, if: Condition.optional() }),
] as const;

/** A field that may be part of a repeatable block: any type but another block. */
export const ItemField = z.discriminatedUnion('type', simple);
export type ItemField = z.infer<typeof ItemField>;

export const GroupDefinition = z.strictObject({
  type: z.literal('group'),
  ...asked,
  /** The name of one item, such as « Participant », which is shown with its number. */
  item: LocalizedText,
  fields: z.array(ItemField).min(1),
  min: count.optional(),
  max: count.optional(),
});
export type GroupDefinition = z.infer<typeof GroupDefinition>;

export const FieldDefinition = z.discriminatedUnion('type', [...simple, GroupDefinition]);
export type FieldDefinition = z.infer<typeof FieldDefinition>;
export type FieldType = FieldDefinition['type'];
