import type { FieldDefinition } from '../definition/field-definition.ts';

/**
 * Whether nobody types the answer in the form: documents, until they can be attached, and one's own national number, which
 * the identity card gives when one files. Nothing waits for them.
 */
export function comesLater(field: FieldDefinition): boolean {
  return field.type === 'file' || (field.type === 'nationalNumber' && field.propose === 'nationalNumber');
}
