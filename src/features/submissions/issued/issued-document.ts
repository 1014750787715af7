import { z } from 'zod';
import { NotFound } from '../../../domain/not-found.ts';
import type { AskedDocument } from '../attachments/open-content.ts';

/** A document that the commune issued. Its content stands in the storage under its id, for ever. */
export const IssuedDocument = z.strictObject({
  id: z.uuid(),
  /** Sixteen signs: verification-code.ts. */
  code: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  sha256: z.instanceof(Buffer),
  issuedAt: z.date(),
});
export type IssuedDocument = z.infer<typeof IssuedDocument>;

/**
 * Returns the document that an address names among those that were issued for a submission, as it is handed out: an
 * infected one was never kept. Throws NotFound for any other.
 */
export function issuedAsked(issued: readonly IssuedDocument[], id: unknown): AskedDocument {
  const found = issued.find((one) => one.id === id);
  if (found === undefined) throw new NotFound();
  const { code: _code, issuedAt: _issuedAt, ...document } = found;
  return { attachment: { ...document, state: 'clean', hasCopy: false, messageId: null }, copy: false };
}
