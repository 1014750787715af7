import type { Readable } from 'node:stream';
import type { App } from '../../app.ts';
import { NotFound } from '../../domain/not-found.ts';
import { formatReference } from '../../domain/numbers/reference.ts';
import { folderName } from '../../platform/files/folder-names.ts';
import { describeError } from '../../platform/log.ts';
import { StorageUnavailable } from '../../platform/storage/storage.ts';
import { mayBeHandedOut } from '../submissions/attachments/attachment.ts';
import type { ExportedDocument } from '../submissions/attachments/export-documents.ts';
import type { AccountExport } from './export-account.ts';

/** `file` is the place in the ZIP; null when the document cannot be read now, or may not be handed out. */
export type FiledDocument = ExportedDocument & { file: string | null };
type Filed = { document: FiledDocument; content: Readable | null };
type FilingApp = Pick<App, 'log' | 'storage'>;

/**
 * Yields each document with a stream of its content, opened when it is asked for. One that the storage lacks has none,
 * nor has any once the storage is away: the download goes on and says which are missing.
 */
export async function* fileDocuments(
  app: FilingApp,
  { documents, submissions }: Pick<AccountExport, 'documents' | 'submissions'>,
): AsyncGenerator<Filed> {
  const folders = new Map(submissions.map(({ id, reference }) => [id, formatReference(reference)]));
  const taken = new Set<string>();
  let away = false;
  for (const document of documents) {
    const opened: Opened = away ? 'away' : await open(app, document);
    if (opened === 'away' || opened === 'lacking') {
      away = opened === 'away';
      yield { document: { ...document, file: null }, content: null };
    } else {
      const folder = folders.get(document.submissionId ?? '') ?? String(document.draftId);
      const file = folderName(`documents/${folder}`, { name: document.name, taken });
      yield { document: { ...document, file }, content: opened };
    }
  }
}

type Opened = Readable | 'lacking' | 'away';

async function open({ log, storage }: FilingApp, document: ExportedDocument): Promise<Opened> {
  if (!mayBeHandedOut(document)) return 'lacking';
  try {
    return await storage.open(document.id);
  } catch (error) {
    if (!(error instanceof NotFound) && !(error instanceof StorageUnavailable)) throw error;
    log.error({ document: document.id, error: describeError(error) }, 'a document is missing in a download');
    return error instanceof NotFound ? 'lacking' : 'away';
  }
}
