import { z } from 'zod';
import { LocalizedText } from '../../../domain/localized-text.ts';
import { AUDIENCES } from './audiences.ts';
import { Condition } from './condition.ts';
import { DEPARTMENTS } from './departments.ts';
import { Fee } from './fee.ts';
import { FieldDefinition, FieldId } from './field-definition.ts';
import { Rule } from './rule.ts';
import { THEMES } from './themes.ts';

const Slug = z.string().regex(/^[a-z]+(?:-[a-z]+)*$/);

export const StepDefinition = z.strictObject({
  id: Slug,
  title: LocalizedText,
  if: Condition.optional(),
  fields: z.array(FieldDefinition).min(1),
});
export type StepDefinition = z.infer<typeof StepDefinition>;

/** How sure the commune must be of who asks: 0 anybody, 1 an account, 2 a card or itsme (FAS ≥ 400), 3 the same at ≥ 450. */
const Identification = z.discriminatedUnion('level', [
  z.strictObject({ level: z.literal(0) }),
  z.strictObject({ level: z.literal(1) }),
  z.strictObject({ level: z.literal(2), why: LocalizedText }),
  z.strictObject({ level: z.literal(3), why: LocalizedText }),
]);

/** `from`: what starts the delay. Public holidays and weekends do not count in working days. */
const Delay = z.strictObject({
  days: z.number().int().min(0).max(400),
  unit: z.enum(['calendar', 'working']),
  from: z.enum(['filing', 'complete-file', 'payment']),
  source: z.string().min(1),
  asOf: z.iso.date(),
  note: LocalizedText.optional(),
});

/** Retention follows the archives law of 24 June 1955: destroyed or transferred after so many years from closing. */
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
  /** Words people type that stand neither in the name nor in the summary. */
  synonyms: z.strictObject({ fr: z.array(z.string()), nl: z.array(z.string()) }),
  identification: Identification,
  department: z.enum(DEPARTMENTS),
  fee: Fee,
  delay: Delay,
  /** Who may ask, and other good things to know: Markdown. */
  goodToKnow: LocalizedText,
  /** What to have at hand before one begins. */
  atHand: z.array(LocalizedText),
  opensOn: z.iso.date().optional(),
  closesOn: z.iso.date().optional(),
};

/** What the commune handles: its form, in steps. */
export const HandledDefinition = z.strictObject({
  ...described,
  steps: z.array(StepDefinition).min(1),
  rules: z.array(Rule).optional(),
  declarations: z.array(z.strictObject({ id: FieldId, text: LocalizedText })).min(1),
  privacy: Privacy,
});
export type HandledDefinition = z.infer<typeof HandledDefinition>;

/** What somebody else handles: where, and who. */
export const ExternalDefinition = z.strictObject({
  ...described,
  external: z.strictObject({ address: z.url({ protocol: /^https$/ }), operator: z.string().min(1) }),
});
export type ExternalDefinition = z.infer<typeof ExternalDefinition>;

/** A démarche as data: from one definition come its page, its form, validation, receipt, the staff's view and the export. */
export type Definition = HandledDefinition | ExternalDefinition;

export function isHandled(definition: Definition): definition is HandledDefinition {
  return 'steps' in definition;
}
