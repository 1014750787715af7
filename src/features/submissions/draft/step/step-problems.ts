import type { LocalDate } from '../../../../domain/local-date.ts';
import type { LocalizedText } from '../../../../domain/localized-text.ts';
import type { TextValues } from '../../../../web/page/texts.ts';
import type { HandledDefinition, StepDefinition } from '../../../procedures/definition/definition.ts';
import type { FieldDefinition, ItemField } from '../../../procedures/definition/field-definition.ts';
import { leastItems } from '../../../procedures/definition/optional.ts';
import { comesLater } from '../../../procedures/fields/comes-later.ts';
import type { ProblemKey, Typed } from '../../../procedures/fields/field-kind.ts';
import { kindOf } from '../../../procedures/fields/field-kinds.ts';
import { type Asked, type AskedField, prefixOf, type VisibleStep } from '../../../procedures/journey.ts';
import { type BrokenRule, brokenRules } from '../../../procedures/rule-problems.ts';
import { isBlank } from './group-items.ts';

/** A problem and the control it is about. `missing` is true when nothing was typed there. */
export type Problem = { control: string; label: LocalizedText; sentence: ProblemKey | LocalizedText } & {
  values?: TextValues;
  missing: boolean;
};
/** Returns true when the field has controls that are typed in this form. */
export const isTyped = (field: FieldDefinition): boolean => field.type !== 'notice' && !comesLater(field);

/** Returns what is wrong with one field or block that is asked, as it was typed. */
export function problemsOf(asked: Asked, typed: Typed, today: LocalDate): Problem[] {
  if (asked.kind === 'field') return isTyped(asked.field) ? fieldProblems(asked, typed, today) : [];
  const { group, items } = asked;
  if (items.length > 0 || leastItems(group) === 0) {
    return items.flatMap((fields) => fields.flatMap((one) => problemsOf(one, typed, today)));
  }
  const sentence = 'procedures:problem.missing';
  return [{ control: group.id, label: group.label, sentence, missing: true }];
}

function fieldProblems(asked: AskedField, typed: Typed, today: LocalDate): Problem[] {
  const { field } = asked;
  if (field.type === 'notice') return [];
  const prefix = prefixOf(asked);
  const reading = kindOf(field).read(field, typed, { today, prefix });
  if (reading.ok) return [];
  const { control, key: sentence, values } = reading;
  const problem = { control, label: field.label, sentence, missing: isEmpty(field, typed, prefix) };
  return [values === undefined ? problem : { ...problem, values }];
}

function isEmpty(field: ItemField, typed: Typed, prefix: string): boolean {
  return isBlank(
    kindOf(field)
      .controls(field)
      .map((control) => typed[`${prefix}${control}`] ?? []),
  );
}

/** Returns the rules between fields that the answers break. A rule is shown on the step of the last of its fields. */
export function ruleProblems(
  definition: HandledDefinition,
  { step, steps, today }: { step: StepDefinition; steps: readonly VisibleStep[]; today: LocalDate },
): Problem[] {
  return brokenRules(definition, { steps, today })
    .filter((broken) => broken.step === step.id)
    .flatMap((broken) => ruleProblem(step, broken));
}

/**
 * Returns the problem of a broken rule at the first control of its field; none where the step does not ask that field.
 */
export function ruleProblem({ fields }: StepDefinition, { rule, field: id, values }: BrokenRule): Problem[] {
  const field = fields.find((one) => one.id === id);
  if (field === undefined || field.type === 'notice') return [];
  const [first = ''] = field.type === 'group' ? [field.id] : kindOf(field).controls(field);
  return [{ control: first, label: field.label, sentence: rule.error, values, missing: false }];
}
