import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { documentIds, documentTypesOf, mostDocuments } from '../../procedures/fields/document.ts';
import type { FieldOf } from '../../procedures/fields/field-kind.ts';
import { lockDraft, updateDraftDocuments } from '../draft/drafts.repository.ts';
import { actAsFiler } from '../filer/act-as-filer.ts';
import type { Filer } from '../filer/filer.ts';
import type { Attachment } from './attachment.ts';
import { insertAttachment, listAttachmentsOfDraft } from './attachments.repository.ts';
import { dropDocument } from './drop-document.ts';
import { type DocumentRefusal, type KeepingApp, keepDocument } from './keep-document.ts';
import type { ReceivedFile } from './upload-folder.ts';

export type AddingApp = KeepingApp & Pick<App, 'config' | 'db'>;
type Add = { draftId: string; filer: Filer; field: FieldOf<'file'>; received: ReceivedFile };

/**
 * Judges a file, makes it durable and then writes its row, in this order, so that no row is without its content. Returns
 * null when it was added, or is there already with the same content.
 */
export async function addDocument(app: AddingApp, adding: Add): Promise<DocumentRefusal | null> {
  const kept = await keepDocument(app, adding.received, documentTypesOf(adding.field));
  if (!kept.ok) return kept.refusal;
  const outcome = await write(app, adding, kept.attachment);
  if (outcome === 'added') return null;
  await dropDocument(app, kept.attachment);
  return outcome === 'there' ? null : outcome;
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
