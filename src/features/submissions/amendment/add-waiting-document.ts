import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { Transaction } from '../../../platform/database.ts';
import { documentTypesOf, mostDocuments } from '../../procedures/fields/document.ts';
import type { FieldOf } from '../../procedures/fields/field-kind.ts';
import type { Attachment } from '../attachments/attachment.ts';
import { listAttachmentsOfSubmission } from '../attachments/attachments.repository.ts';
import { dropDocument } from '../attachments/drop-document.ts';
import { type DocumentRefusal, type KeepingApp, keepDocument } from '../attachments/keep-document.ts';
import type { ReceivedFile } from '../attachments/upload-folder.ts';
import { actAsFiler } from '../filer/act-as-filer.ts';
import type { Filer } from '../filer/filer.ts';
import { lockSubmission } from '../follow-up/submissions.repository.ts';
import { type Amendment, MAY_AMEND } from './amendment.ts';
import { insertWaitingAttachment, listWaitingAttachments } from './waiting-attachments.repository.ts';

export type AddingApp = KeepingApp & Pick<App, 'config' | 'db'>;
type Add = {
  reference: string;
  filer: Filer;
  amendment: Amendment;
  field: FieldOf<'file'>;
  received: ReceivedFile;
};
/** How many times as much as a request may hold is kept in all, with what was replaced. */
const MOST_SUBMISSIONS = 4;

/**
 * Adds a document to a filed request, where it waits until the page is sent. It is judged, made durable and then gets its
 * row, as those of a draft. Returns null when it was added, or is there already with the same content.
 */
export async function addWaitingDocument(app: AddingApp, adding: Add): Promise<DocumentRefusal | null> {
  const kept = await keepDocument(app, adding.received, documentTypesOf(adding.field));
  if (!kept.ok) return kept.refusal;
  const outcome = await write(app, adding, kept.attachment);
  if (outcome === 'added') return null;
  await dropDocument(app, kept.attachment);
  return outcome === 'there' ? null : outcome;
}

type Outcome = 'added' | 'there' | 'too-many' | 'too-much';

/** The page says why where the request no longer takes anything. */
function write(app: AddingApp, { reference, filer, amendment, field }: Add, attachment: Attachment): Promise<Outcome> {
  return actAsFiler(app, filer, async (tx) => {
    const submission = await lockSubmission(tx, { reference, citizenId: filer.id });
    if (submission === null) throw new NotFound();
    if (!MAY_AMEND[amendment](submission)) return 'there';
    const waiting = await listWaitingAttachments(tx, submission.id);
    const here = waiting.filter(({ waitsFor }) => waitsFor === field.id);
    if (here.some(({ sha256 }) => sha256.equals(attachment.sha256))) return 'there';
    if (here.length >= mostDocuments(field)) return 'too-many';
    const most = app.config.documents.bytesPerSubmission;
    const sent = await bytesSent(tx, submission.id);
    const bytes = waiting.reduce((sum, one) => sum + one.bytes, attachment.bytes);
    if (bytes > most || sent + bytes > MOST_SUBMISSIONS * most) return 'too-much';
    await insertWaitingAttachment(tx, submission.id, { ...attachment, waitsFor: field.id });
    return 'added';
  });
}

async function bytesSent(tx: Transaction, submissionId: string): Promise<number> {
  const all = await listAttachmentsOfSubmission(tx, submissionId);
  return all.filter(({ messageId }) => messageId === null).reduce((sum, { bytes }) => sum + bytes, 0);
}
