import type { FieldDefinition } from '../definition/field-definition.ts';

/**
 * Whether nobody types the answer in the form: one's own national number, which the identity card gives when one files.
 * Nothing waits for it.
 */
export function comesLater(field: FieldDefinition): boolean {
  return field.type === 'nationalNumber' && field.propose === 'nationalNumber';
}
