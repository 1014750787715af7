import type { Answers } from '../../procedures/definition/answers.ts';
import type { FieldDefinition } from '../../procedures/definition/field-definition.ts';
import type { Typed } from '../../procedures/fields/field-kind.ts';
import { kindOf } from '../../procedures/fields/field-kinds.ts';
import { saysTheSame, typedAnswers } from '../draft/step/typed-answers.ts';

/**
 * Returns true when the controls of a field hold what was filed. Such an answer was right on the day of filing, and a
 * limit that moves with the calendar does not make it wrong. Returns false for a field that was not answered when
 * filed, since it may be asked now.
 */
export function isSameTyped(field: FieldDefinition, typed: Typed, filed: Answers): boolean {
  if (filed[field.id] === undefined || field.type === 'notice') return false;
  const before: Typed = typedAnswers({ fields: [field] }, filed);
  const names = new Set([...Object.keys(before), ...controlsOf(field, typed)]);
  return saysTheSame(names, before, typed);
}

function controlsOf(field: FieldDefinition, typed: Typed): readonly string[] {
  if (field.type === 'notice') return [];
  if (field.type !== 'group') return kindOf(field).controls(field);
  return Object.keys(typed).filter((name) => name.startsWith(`${field.id}.`));
}
