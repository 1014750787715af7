import { randomUUID } from 'node:crypto';
import type { App } from '../../../app.ts';
import { boundedQueue } from '../../../platform/bounded-queue.ts';
import type { Documents } from '../../../platform/documents/documents.ts';
import type { DocumentProblem, DocumentType, PreparedDocument } from '../../../platform/documents/prepared-document.ts';
import { storageFault } from '../../../platform/storage/folder-storage.ts';
import { StorageUnavailable } from '../../../platform/storage/storage.ts';
import { type Attachment, copyKey } from './attachment.ts';
import type { ReceivedFile } from './received-files.ts';
import { judgeDocument } from './scanning/judge-document.ts';

export type KeepingApp = Pick<App, 'documents' | 'scanner' | 'storage'>;

/** Why a file was not added; the page says for each reason what to do. */
export type DocumentRefusal =
  | DocumentProblem
  | 'too-large'
  | 'too-many-at-once'
  /** The field already has as many files as it takes. */
  | 'too-many'
  /** The documents of the whole démarche would be too large together. */
  | 'too-much'
  /** The scanner found a virus in it. */
  | 'infected'
  /** The file must be judged before it is handed out, and the scanner gives no verdict. */
  | 'scanner-away'
  | 'storage-full'
  | 'storage-away';

export type KeptDocument = { ok: true; attachment: Attachment } | { ok: false; refusal: DocumentRefusal };

type Asked = { file: ReceivedFile; accept: readonly DocumentType[] };

/**
 * Keeps the files of one form as `keepDocument` keeps one. The scanner judges them side by side, so that a silent
 * scanner costs the wait of one file; they are opened one at a time, so that a form takes one place in the queue that
 * all forms share. When one throws, the others end first, as the caller then deletes the folder that they are read
 * from.
 */
export async function keepDocuments<File extends Asked>(
  app: KeepingApp,
  files: readonly File[],
): Promise<(File & { kept: KeptDocument })[]> {
  const oneByOne = boundedQueue({ concurrency: 1, capacity: files.length });
  const documents: Documents = { prepare: (incoming) => oneByOne(() => app.documents.prepare(incoming)) };
  const kept = await Promise.allSettled(
    files.map(async (one) => ({ ...one, kept: await keepDocument({ ...app, documents }, one.file, one.accept) })),
  );
  return kept.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

/**
 * Judges a file and makes its content durable. The caller then writes the row, so that no row is without its content,
 * or drops the file. The nightly sweep deletes a content without a row.
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
  const state = await judgeDocument(app, prepared.file);
  if (state === 'infected') return { ok: false, refusal: state };
  const id = randomUUID();
  const hasCopy = copy !== null;
  const attachment: Attachment = { id, name, mediaType, bytes, sha256, state, hasCopy, messageId: null };
  await app.storage.keep(id, prepared.file);
  if (copy !== null) await app.storage.keep(copyKey(attachment), copy);
  return { ok: true, attachment };
}
