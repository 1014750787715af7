import type { Condition } from '../condition.ts';
import type { FieldDefinition } from '../field-definition.ts';
import type { Problem } from './problem.ts';

type Seen = { path: string; earlier: ReadonlyMap<string, FieldDefinition> };

/** Finds conditions that refer to a field which is not asked earlier, or to a choice which that field does not have. */
export function conditionProblems(condition: Condition, { path, earlier }: Seen): Problem[] {
  if ('not' in condition) return conditionProblems(condition.not, { path: `${path}.not`, earlier });
  if ('all' in condition || 'any' in condition) {
    const [name, parts] = 'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
    return parts.flatMap((part, index) => conditionProblems(part, { path: `${path}.${name}.${index}`, earlier }));
  }
  const field = earlier.get(condition.field);
  if (field === undefined) {
    return [{ path, message: `« ${condition.field} » is not asked before this: refer to an earlier field` }];
  }
  const values = 'is' in condition ? [condition.is] : 'in' in condition ? condition.in : [];
  return values.flatMap((value) => valueProblem(field, value, path));
}

function valueProblem(field: FieldDefinition, value: string | number | boolean, path: string): Problem[] {
  if (field.type === 'yesNo') {
    return typeof value === 'boolean'
      ? []
      : [{ path, message: `« ${field.id} » is answered by true or false: write one of them, without quotes` }];
  }
  if (field.type !== 'choice' && field.type !== 'choices') return [];
  if (field.choices.some((choice) => choice.value === value)) return [];
  const known = field.choices.map((choice) => choice.value).join(', ');
  return [{ path, message: `« ${field.id} » has no choice « ${value} »: write one of ${known}` }];
}
