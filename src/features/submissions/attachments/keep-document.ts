import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { App } from '../../../app.ts';
import type { DocumentProblem, DocumentType, PreparedDocument } from '../../../platform/documents/prepared-document.ts';
import { ScannerUnavailable } from '../../../platform/scanner/scanner.ts';
import { storageFault } from '../../../platform/storage/folder-storage.ts';
import { StorageUnavailable } from '../../../platform/storage/storage.ts';
import { type Attachment, copyKey } from './attachment.ts';
import type { ReceivedFile } from './received-files.ts';

export type KeepingApp = Pick<App, 'documents' | 'scanner' | 'storage'>;

/** Why a file was not added; the page says for each what to do. */
export type DocumentRefusal =
  | DocumentProblem
  | 'too-large'
  | 'too-many-at-once'
  /** The field has as many files as it takes. */
  | 'too-many'
  /** The documents of the whole démarche would be too large together. */
  | 'too-much'
  /** The scanner found a virus in it. */
  | 'infected'
  /** It must be judged before it is handed out, and the scanner gives no verdict. */
  | 'scanner-away'
  | 'storage-full'
  | 'storage-away';

/** Nobody who sends a document waits longer for a scanner that says nothing. */
const LONGEST_WAIT_SECONDS = 5;

export type KeptDocument = { ok: true; attachment: Attachment } | { ok: false; refusal: DocumentRefusal };

/**
 * Judges a file and makes its content durable. The caller writes its row then, so that no row is without its content, or
 * drops it: what has no row is swept at night.
 */
export async function keepDocument(
  app: KeepingApp,
  { fault, file, name }: ReceivedFile,
  accept: readonly DocumentType[],
): Promise<KeptDocument> {
  if (fault instanceof StorageUnavailable) return unavailable(fault);
  if (fault !== null) return { ok: false, refusal: fault };
  try {
    const prepared = await app.documents.prepare({ file, name, accept });
    return prepared.ok ? await keep(app, prepared) : { ok: false, refusal: prepared.problem };
  } catch (error) {
    const refused = storageFault(error);
    if (refused instanceof StorageUnavailable) return unavailable(refused);
    throw error;
  }
}

function unavailable({ full }: StorageUnavailable): KeptDocument {
  return { ok: false, refusal: full ? 'storage-full' : 'storage-away' };
}

async function keep(app: KeepingApp, prepared: PreparedDocument): Promise<KeptDocument> {
  const { name, mediaType, bytes, sha256, copy } = prepared;
  const state = await judge(app, prepared.file);
  if (state === 'infected') return { ok: false, refusal: state };
  const id = randomUUID();
  const hasCopy = copy !== null;
  const attachment: Attachment = { id, name, mediaType, bytes, sha256, state, hasCopy, messageId: null };
  await app.storage.keep(id, prepared.file);
  if (copy !== null) await app.storage.keep(copyKey(attachment), copy);
  return { ok: true, attachment };
}

/**
 * An infected file is never kept, so that nobody can come upon it. One that finds no verdict in time is kept and waits for
 * it: `scanning` asks again, and until then it is handed out to nobody.
 */
async function judge({ scanner }: KeepingApp, file: string): Promise<Attachment['state']> {
  if (scanner === null) return 'unscanned';
  try {
    const { clean } = await scanner.scan(createReadStream(file), { idleSeconds: LONGEST_WAIT_SECONDS });
    return clean ? 'clean' : 'infected';
  } catch (error) {
    if (error instanceof ScannerUnavailable) return 'pending';
    throw error;
  }
}
