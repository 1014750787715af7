import type { LocalDate } from '../../../domain/local-date.ts';
import type { Answers } from '../../procedures/definition/answers.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import { type Asked, type AskedField, isComplete, type VisibleStep, walk } from '../../procedures/journey.ts';
import { brokenRules } from '../../procedures/rule-problems.ts';
import { idOf } from './form-part.ts';

type Change = { before: Answers; after: readonly VisibleStep[]; today: LocalDate };

/** Returns the ids of the fields that were right before and that the new answers make wrong or missing. */
export function entailedIds(definition: HandledDefinition, { before, after, today }: Change): string[] {
  const known = new Set(wrongIds(definition, { steps: walk(definition, before), today }));
  return [...new Set(wrongIds(definition, { steps: after, today }))].filter((id) => !known.has(id));
}

type Form = { steps: readonly VisibleStep[]; today: LocalDate };
function wrongIds(definition: HandledDefinition, form: Form): string[] {
  const asked = form.steps.flatMap((step) => step.asked);
  const wrong = asked.filter((one) => !isComplete(one) || fieldsOf(one).some(isTakenAway)).map(idOf);
  return [...wrong, ...brokenRules(definition, form).map(({ field }) => field)];
}

const fieldsOf = (asked: Asked): readonly AskedField[] => (asked.kind === 'field' ? [asked] : asked.items.flat());

/** Returns true when the answer is a choice that the form no longer offers. */
function isTakenAway({ field, answer }: AskedField): boolean {
  if (field.type !== 'choice' && field.type !== 'choices') return false;
  const chosen = Array.isArray(answer) ? answer : answer === undefined ? [] : [answer];
  return chosen.some((one) => !field.choices.some(({ value }) => value === one));
}
