import type { Condition } from '../condition.ts';
import type { HandledDefinition } from '../definition.ts';
import type { FieldDefinition, GroupDefinition } from '../field-definition.ts';
import { conditionProblems } from './condition-problems.ts';
import type { Problem } from './problem.ts';

/**
 * Checks each condition against the fields asked before it: those of earlier steps, and those above it in its own step.
 */
export function conditionsInOrder({ steps }: HandledDefinition): Problem[] {
  const earlier = new Map<string, FieldDefinition>();
  const check = (condition: Condition | undefined, path: string) =>
    condition === undefined ? [] : conditionProblems(condition, { path, earlier });
  return steps.flatMap((step, index) => [
    ...check(step.if, `steps.${index}.if`),
    ...step.fields.flatMap((field, at) => {
      const path = `steps.${index}.fields.${at}`;
      const own = [...check(field.if, `${path}.if`), ...choiceConditions(field, path, check)];
      const inside = field.type === 'group' ? groupConditions(field, path, earlier) : [];
      earlier.set(field.id, field);
      return [...own, ...inside];
    }),
  ]);
}

type Check = (condition: Condition | undefined, path: string) => Problem[];
function choiceConditions(field: FieldDefinition, path: string, check: Check): Problem[] {
  if (field.type !== 'choice' && field.type !== 'choices') return [];
  return field.choices.flatMap((choice, at) => check(choice.if, `${path}.choices.${at}.if`));
}

/** Inside a repeatable block, a condition sees the earlier fields of the same item, and those of the form. */
function groupConditions(group: GroupDefinition, path: string, form: ReadonlyMap<string, FieldDefinition>): Problem[] {
  const earlier = new Map(form);
  return group.fields.flatMap((item, at) => {
    const place = `${path}.fields.${at}`;
    const check: Check = (condition, where) =>
      condition === undefined ? [] : conditionProblems(condition, { path: where, earlier });
    const problems = [...check(item.if, `${place}.if`), ...choiceConditions(item, place, check)];
    earlier.set(item.id, item);
    return problems;
  });
}
