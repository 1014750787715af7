import type { Answers } from '../../procedures/definition/answers.ts';
import { type Condition, fieldsOfCondition } from '../../procedures/definition/condition.ts';
import type { HandledDefinition, StepDefinition } from '../../procedures/definition/definition.ts';
import type { FieldDefinition } from '../../procedures/definition/field-definition.ts';
import { type Asked, walk } from '../../procedures/journey.ts';

export const idOf = (asked: Asked): string => (asked.kind === 'group' ? asked.group.id : asked.field.id);

/** Returns the ids of what a form asks for these answers. */
export function askedIds(definition: HandledDefinition, answers: Answers): Set<string> {
  return new Set(walk(definition, answers).flatMap(({ asked }) => asked.map(idOf)));
}

/**
 * Returns fields of several steps as one step: those that are wanted and, as their new answers may ask for more, those
 * that depend on them and are not asked today.
 */
export function formPart(
  definition: HandledDefinition,
  { answers, wanted }: { answers: Answers; wanted: ReadonlySet<string> },
): StepDefinition {
  const today = askedIds(definition, answers);
  const ids = new Set(wanted);
  const fields = definition.steps.flatMap((step) => step.fields.map((field) => withCondition(field, step.if)));
  for (const { id, if: condition } of fields) {
    if (today.has(id) || condition === undefined) continue;
    if (fieldsOfCondition(condition).some((one) => ids.has(one))) ids.add(id);
  }
  return { id: 'part', title: definition.name, fields: fields.filter(({ id }) => ids.has(id)) };
}

/** Adds the condition of its step to a field, as all fields stand here in one step without a condition. */
function withCondition(field: FieldDefinition, ofStep: Condition | undefined): FieldDefinition {
  if (ofStep === undefined) return field;
  return { ...field, if: field.if === undefined ? ofStep : { all: [ofStep, field.if] } };
}
