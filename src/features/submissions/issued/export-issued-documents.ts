import type { App } from '../../../app.ts';
import type { ExportedDocument } from '../attachments/export-documents.ts';
import { listIssuedDocumentsOfMany } from './issued-documents.repository.ts';

export type ExportedIssuedDocument = ExportedDocument & { code: string; issuedAt: Date };

/** Returns what the commune issued for these submissions. Among the documents, only these have a code. */
export async function exportIssuedDocuments(
  { db }: Pick<App, 'db'>,
  submissions: readonly string[],
): Promise<ExportedIssuedDocument[]> {
  const issued = await listIssuedDocumentsOfMany(db, submissions);
  return issued.map(({ sha256, ...one }) => ({
    ...one,
    sha256: sha256.toString('hex'),
    state: 'clean',
    draftId: null,
    messageId: null,
  }));
}
