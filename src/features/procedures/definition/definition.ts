import { z } from 'zod';
import { LocalizedText } from '../../../domain/localized-text.ts';
import { AUDIENCES } from './audiences.ts';
import { Closure, Contact } from './closure.ts';
import { Condition } from './condition.ts';
import { DEPARTMENTS } from './departments.ts';
import { Fee } from './fee.ts';
import { FieldDefinition, FieldId } from './field-definition.ts';
import { Rule } from './rule.ts';
import { THEMES } from './themes.ts';

const Slug = z.string().regex(/^[a-z]+(?:-[a-z]+)*$/, 'write small letters, with hyphens between words');

export const StepDefinition = z.strictObject({
  id: Slug,
  title: LocalizedText,
  if: Condition.optional(),
  fields: z.array(FieldDefinition).min(1),
});
export type StepDefinition = z.infer<typeof StepDefinition>;

/**
 * The level to which the commune must know the person: 0 anybody, 1 an account, 2 an identity card or itsme (FAS
 * level 400 or higher), 3 the same at level 450 or higher.
 */
const Identification = z.discriminatedUnion('level', [
  z.strictObject({ level: z.literal(0) }),
  z.strictObject({ level: z.literal(1) }),
  z.strictObject({ level: z.literal(2), why: LocalizedText }),
  z.strictObject({ level: z.literal(3), why: LocalizedText }),
]);

/** `from` names what starts the delay. Working days leave out weekends and public holidays. */
export const Delay = z.strictObject({
  days: z.number().int().min(0).max(400),
  unit: z.enum(['calendar', 'working']),
  from: z.enum(['filing', 'complete-file', 'payment']),
  source: z.string().min(1),
  asOf: z.iso.date(),
  note: LocalizedText.optional(),
});

/**
 * The retention follows the archives law of 24 June 1955: the file is destroyed or transferred so many years after it
 * is closed.
 */
const Privacy = z.strictObject({
  purpose: LocalizedText,
  basis: z.enum(['legal-obligation', 'public-task']),
  law: LocalizedText.optional(),
  retentionYears: z.number().int().min(1).max(100),
  fate: z.enum(['destroy', 'transfer']),
});

const described = {
  slug: Slug,
  name: LocalizedText,
  summary: LocalizedText,
  audiences: z.array(z.enum(AUDIENCES)).min(1),
  theme: z.enum(THEMES),
  /** Words that people type to find the démarche, although neither its name nor its summary holds them. */
  synonyms: z.strictObject({ fr: z.array(z.string()), nl: z.array(z.string()) }),
  identification: Identification,
  department: z.enum(DEPARTMENTS),
  fee: Fee,
  delay: Delay,
  /** Says who may ask and what else is good to know, in Markdown. */
  goodToKnow: LocalizedText,
  /** The things to have at hand before beginning. */
  atHand: z.array(LocalizedText),
  opensOn: z.iso.date().optional(),
  closesOn: z.iso.date().optional(),
  /** Closed for a while between those two, as in August. */
  closure: Closure.optional(),
  contact: Contact.optional(),
};

/** A démarche that the commune handles, with its form in steps. */
export const HandledDefinition = z.strictObject({
  ...described,
  steps: z.array(StepDefinition).min(1),
  rules: z.array(Rule).optional(),
  declarations: z.array(z.strictObject({ id: FieldId, text: LocalizedText })).min(1),
  privacy: Privacy,
});
export type HandledDefinition = z.infer<typeof HandledDefinition>;

/** An address by https, whose host may be one of the commune's sites: « https://{{childcareSite}} ». */
const Elsewhere = z.string().refine((address) => {
  const url = URL.parse(address.replace(/{{\w+}}/, 'site.example'));
  return url?.protocol === 'https:';
}, 'give an address by https');

/** A démarche that somebody else handles, with the address and the name of who does. */
export const ExternalDefinition = z.strictObject({
  ...described,
  external: z.strictObject({ address: Elsewhere, operator: z.string().min(1) }),
});
export type ExternalDefinition = z.infer<typeof ExternalDefinition>;

/**
 * A démarche as data. Its page, its form, the validation, the receipt, the staff's view and the export are all made
 * from one definition.
 */
export type Definition = HandledDefinition | ExternalDefinition;

export function isHandled(definition: Definition): definition is HandledDefinition {
  return 'steps' in definition;
}
