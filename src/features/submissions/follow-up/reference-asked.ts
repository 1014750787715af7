import { NotFound } from '../../../domain/not-found.ts';
import { parseReference } from '../../../domain/numbers/reference.ts';

/** Returns the eleven digits of a reference however it was written in an address. Throws NotFound for what is none. */
export function referenceAsked(typed: unknown): string {
  const reference = parseReference(String(typed));
  if (reference === null) throw new NotFound();
  return reference;
}
