import { randomUUID } from 'node:crypto';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { DocumentProblem, PreparedDocument } from '../../../platform/documents/prepared-document.ts';
import { ScannerUnavailable } from '../../../platform/scanner/scanner.ts';
import { storageFault } from '../../../platform/storage/folder-storage.ts';
import { StorageUnavailable } from '../../../platform/storage/storage.ts';
import { documentIds, documentTypesOf, mostDocuments } from '../../procedures/fields/document.ts';
import type { FieldOf } from '../../procedures/fields/field-kind.ts';
import { lockDraft, updateDraftDocuments } from '../draft/drafts.repository.ts';
import { actAsFiler } from '../filer/act-as-filer.ts';
import type { Filer } from '../filer/filer.ts';
import { type Attachment, copyKey } from './attachment.ts';
import { insertAttachment, listAttachmentsOfDraft } from './attachments.repository.ts';
import type { ReceivedFile } from './upload-folder.ts';

export type AddingApp = Pick<App, 'config' | 'db' | 'documents' | 'scanner' | 'storage'>;
type Add = { draftId: string; filer: Filer; field: FieldOf<'file'>; received: ReceivedFile };

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
  | 'storage-full'
  | 'storage-away';

/**
 * Judges a file, makes it durable and then writes its row, in this order, so that no row is without its content. Returns
 * null when it was added, or is there already with the same content.
 */
export async function addDocument(app: AddingApp, adding: Add): Promise<DocumentRefusal | null> {
  const { received, field } = adding;
  const { fault, file, name } = received;
  if (fault instanceof StorageUnavailable) return unavailable(fault);
  if (fault !== null) return fault;
  try {
    const prepared = await app.documents.prepare({ file, name, accept: documentTypesOf(field) });
    return prepared.ok ? await keep(app, adding, prepared) : prepared.problem;
  } catch (error) {
    const refused = storageFault(error);
    if (refused instanceof StorageUnavailable) return unavailable(refused);
    if (error instanceof ScannerUnavailable) return 'storage-away';
    throw error;
  }
}

function unavailable({ full }: StorageUnavailable): DocumentRefusal {
  return full ? 'storage-full' : 'storage-away';
}

async function keep(app: AddingApp, adding: Add, prepared: PreparedDocument): Promise<DocumentRefusal | null> {
  const { name, mediaType, bytes, sha256, copy } = prepared;
  const state = await judge(app, prepared.file);
  if (state === 'infected') return state;
  const id = randomUUID();
  const attachment: Attachment = { id, name, mediaType, bytes, sha256, state, hasCopy: copy !== null };
  await app.storage.keep(id, prepared.file);
  if (copy !== null) await app.storage.keep(copyKey(attachment), copy);
  const outcome = await write(app, adding, attachment);
  if (outcome === 'added') return null;
  await app.storage.remove(id);
  if (copy !== null) await app.storage.remove(copyKey(attachment));
  return outcome === 'there' ? null : outcome;
}

/** An infected file is never kept, nor one that cannot be judged, so that nobody can come upon it. */
async function judge({ scanner }: AddingApp, file: string): Promise<'clean' | 'infected' | 'unscanned'> {
  if (scanner === null) return 'unscanned';
  return (await scanner.scan(file)).clean ? 'clean' : 'infected';
}

/** Two tabs, and two presses of one button, wait for each other at the lock of the draft. */
function write(
  app: AddingApp,
  { draftId, filer, field }: Add,
  attachment: Attachment,
): Promise<'added' | 'there' | 'too-many' | 'too-much'> {
  const of = { id: draftId, filerId: filer.id };
  return actAsFiler(app, filer, async (tx) => {
    const draft = await lockDraft(tx, of);
    if (draft === null) throw new NotFound();
    const all = await listAttachmentsOfDraft(tx, draftId);
    const ids = documentIds(draft.answers[field.id]);
    const here = all.filter(({ id }) => ids.includes(id));
    if (here.some(({ sha256 }) => sha256.equals(attachment.sha256))) return 'there';
    if (here.length >= mostDocuments(field)) return 'too-many';
    const bytes = all.reduce((sum, one) => sum + one.bytes, attachment.bytes);
    if (bytes > app.config.documents.bytesPerSubmission) return 'too-much';
    await insertAttachment(tx, draftId, attachment);
    await updateDraftDocuments(tx, of, { field: field.id, documents: [...here.map(({ id }) => id), attachment.id] });
    return 'added';
  });
}
