import type { StepDefinition } from '../../../procedures/definition/definition.ts';
import type { FieldDefinition } from '../../../procedures/definition/field-definition.ts';
import type { Typed } from '../../../procedures/fields/field-kind.ts';
import { kindOf } from '../../../procedures/fields/field-kinds.ts';
import { isBlank } from './group-items.ts';
import type { StepReading } from './read-step.ts';

/**
 * Returns the part of a step that may be saved while somebody still types: the answers that can be read, and the fields
 * that were emptied. An answer that cannot be read yet leaves the saved one as it is.
 */
export function readablePart({ fields }: StepDefinition, reading: StepReading): StepReading {
  const emptied = new Set(fields.filter((field) => isEmptied(field, reading.typed)).map(({ id }) => id));
  return {
    ...reading,
    removed: reading.removed.filter((id) => emptied.has(id)),
  };
}

/** A block that is not answered has no item at all. */
function isEmptied(field: FieldDefinition, typed: Typed): boolean {
  if (field.type === 'group') return true;
  return isBlank(
    kindOf(field)
      .controls(field)
      .map((control) => typed[control] ?? []),
  );
}
