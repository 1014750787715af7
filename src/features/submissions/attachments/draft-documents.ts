import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { Transaction } from '../../../platform/database.ts';
import { documentIds, mostDocuments } from '../../procedures/fields/document.ts';
import type { FieldOf } from '../../procedures/fields/field-kind.ts';
import { lockDraft, updateDraftDocuments } from '../draft/drafts.repository.ts';
import { actAsFiler } from '../filer/act-as-filer.ts';
import type { Filer } from '../filer/filer.ts';
import type { Attachment } from './attachment.ts';
import { deleteAttachment, insertAttachment, listAttachmentsOfDraft } from './attachments.repository.ts';
import type { Added, DocumentPlace } from './change-documents.ts';

type DocumentsApp = Pick<App, 'config' | 'db'>;
/** `fields` are those of the step that the form shows. */
type Of = { draftId: string; filer: Filer; fields: readonly FieldOf<'file'>[] };

/**
 * Adds documents to a draft and removes them. It locks the draft, so that two tabs, or two presses of one button, come
 * one after the other.
 */
export function draftDocuments(app: DocumentsApp, of: Of): DocumentPlace {
  return {
    add: (field, attachment) => actAsFiler(app, of.filer, (tx) => add(app, tx, { ...of, field, attachment })),
    remove: (id) => actAsFiler(app, of.filer, (tx) => remove(tx, { ...of, id })),
  };
}

type Add = Of & { field: FieldOf<'file'>; attachment: Attachment };

async function add(
  { config }: DocumentsApp,
  tx: Transaction,
  { draftId, filer, field, attachment }: Add,
): Promise<Added> {
  const of = { id: draftId, filerId: filer.id };
  const draft = await lockDraft(tx, of);
  if (draft === null) throw new NotFound();
  const all = await listAttachmentsOfDraft(tx, draftId);
  const ids = documentIds(draft.answers[field.id]);
  const here = all.filter(({ id }) => ids.includes(id));
  if (here.some(({ sha256 }) => sha256.equals(attachment.sha256))) return 'there';
  if (here.length >= mostDocuments(field)) return 'too-many';
  const bytes = all.reduce((sum, one) => sum + one.bytes, attachment.bytes);
  if (bytes > config.documents.bytesPerSubmission) return 'too-much';
  await insertAttachment(tx, draftId, attachment);
  await updateDraftDocuments(tx, of, { field: field.id, documents: [...here.map(({ id }) => id), attachment.id] });
  return 'added';
}

/** Deletes the row of a document. The nightly sweep deletes its content, as it does for a deleted draft. */
async function remove(tx: Transaction, { draftId, filer, fields, id }: Of & { id: string }): Promise<void> {
  const of = { id: draftId, filerId: filer.id };
  const draft = await lockDraft(tx, of);
  const field = fields.find((one) => documentIds(draft?.answers[one.id]).includes(id));
  if (field === undefined) return;
  const documents = documentIds(draft?.answers[field.id]).filter((one) => one !== id);
  await updateDraftDocuments(tx, of, { field: field.id, documents });
  await deleteAttachment(tx, { id, draftId });
}
