import type { Readable } from 'node:stream';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { type Attachment, copyKey, mayBeHandedOut } from './attachment.ts';

/** A document as an address names it. */
export type AskedDocument = {
  attachment: Attachment;
  /** True when the address asks for the JPEG copy. */
  copy: boolean;
};

/**
 * Opens the content of a document, or of its JPEG copy. Throws NotFound for a document that is infected or not judged
 * yet, for a copy that does not exist, and for a content that the storage has lost.
 */
export async function openContent(
  { storage }: Pick<App, 'storage'>,
  { attachment, copy }: AskedDocument,
): Promise<Readable> {
  if (!mayBeHandedOut(attachment) || (copy && !attachment.hasCopy)) throw new NotFound();
  return storage.open(copy ? copyKey(attachment) : attachment.id);
}
