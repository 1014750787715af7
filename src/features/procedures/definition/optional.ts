import type { FieldDefinition, ItemField } from './field-definition.ts';

/** Returns whether a field with an answer may stay empty: the definition says so, or asks for no choice at least. */
export function isOptional(field: Exclude<ItemField, { type: 'notice' }>): boolean {
  return field.optional === true || (field.type === 'choices' && field.min === 0);
}

type Several = Pick<Extract<FieldDefinition, { type: 'group' | 'choices' }>, 'min' | 'optional'>;

/** Returns how many items a block, or a list of choices, needs: one, unless it may stay empty or gives a minimum. */
export function leastItems({ min, optional }: Several): number {
  return min ?? (optional ? 0 : 1);
}
