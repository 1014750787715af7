import type { App } from '../../../app.ts';
import { listAttachmentsOfMany, type OwnedAttachment } from './attachments.repository.ts';

export type ExportedDocument = Omit<OwnedAttachment, 'sha256' | 'hasCopy'> & { sha256: string };

/**
 * Returns the documents of these drafts and submissions as they were sent, without the JPEG copies that the portal
 * made.
 */
export async function exportDocuments(
  app: Pick<App, 'db'>,
  ids: { drafts: readonly string[]; submissions: readonly string[] },
): Promise<ExportedDocument[]> {
  const attachments = await listAttachmentsOfMany(app.db, ids);
  return attachments.map(({ sha256, hasCopy: _, ...one }) => ({ ...one, sha256: sha256.toString('hex') }));
}
