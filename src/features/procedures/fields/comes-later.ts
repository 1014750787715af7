import type { FieldDefinition } from '../definition/field-definition.ts';

/**
 * Returns true for one's own national number, which nobody types: the identity card gives it when the request is filed,
 * and the form does not wait for it.
 */
export function comesLater(field: FieldDefinition): boolean {
  return field.type === 'nationalNumber' && field.propose === 'nationalNumber';
}
