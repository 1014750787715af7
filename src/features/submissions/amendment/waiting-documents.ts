import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { Transaction } from '../../../platform/database.ts';
import { documentIds, mostDocuments } from '../../procedures/fields/document.ts';
import type { FieldOf } from '../../procedures/fields/field-kind.ts';
import type { Attachment } from '../attachments/attachment.ts';
import { listAttachmentsOfSubmission } from '../attachments/attachments.repository.ts';
import type { Added, DocumentPlace } from '../attachments/change-documents.ts';
import { actAsFiler } from '../filer/act-as-filer.ts';
import type { Filer } from '../filer/filer.ts';
import { lockSubmission } from '../follow-up/submissions.repository.ts';
import { type Amendment, MAY_AMEND } from './amendment.ts';
import {
  deleteWaitingAttachment,
  insertWaitingAttachment,
  listWaitingAttachments,
} from './waiting-attachments.repository.ts';

type DocumentsApp = Pick<App, 'config' | 'db'>;
type Of = { reference: string; filer: Filer; amendment: Amendment };
/** The documents kept for one request, with those that were replaced, may be this many times the limit of a request. */
const MOST_SUBMISSIONS = 4;

/** Adds documents to a filed request and removes them, while they wait until the page is sent. */
export function waitingDocuments(app: DocumentsApp, of: Of): DocumentPlace {
  return {
    add: (field, attachment) => actAsFiler(app, of.filer, (tx) => add(app, tx, { ...of, field, attachment })),
    remove: (id) => actAsFiler(app, of.filer, (tx) => remove(tx, { ...of, id })),
  };
}

type Add = Of & { field: FieldOf<'file'>; attachment: Attachment };

/** Returns `there` without writing where the request no longer takes a document, as the page then says why. */
async function add({ config }: DocumentsApp, tx: Transaction, adding: Add): Promise<Added> {
  const { reference, filer, amendment, field, attachment } = adding;
  const submission = await lockSubmission(tx, { reference, citizenId: filer.id });
  if (submission === null) throw new NotFound();
  if (!MAY_AMEND[amendment](submission)) return 'there';
  const waiting = await listWaitingAttachments(tx, submission.id);
  const here = waiting.filter(({ waitsFor }) => waitsFor === field.id);
  const filed = await listAttachmentsOfSubmission(tx, submission.id);
  const stay = amendment === 'corrected' ? documentIds(submission.answers[field.id]) : [];
  const same = [...here, ...filed.filter(({ id }) => stay.includes(id))];
  if (same.some(({ sha256 }) => sha256.equals(attachment.sha256))) return 'there';
  if (here.length >= mostDocuments(field)) return 'too-many';
  const most = config.documents.bytesPerSubmission;
  const sent = bytesSent(filed);
  const bytes = waiting.reduce((sum, one) => sum + one.bytes, attachment.bytes);
  if (bytes > most || sent + bytes > MOST_SUBMISSIONS * most) return 'too-much';
  await insertWaitingAttachment(tx, submission.id, { ...attachment, waitsFor: field.id });
  return 'added';
}

function bytesSent(filed: readonly Attachment[]): number {
  return filed.filter(({ messageId }) => messageId === null).reduce((sum, { bytes }) => sum + bytes, 0);
}

async function remove(tx: Transaction, { reference, filer, id }: Of & { id: string }): Promise<void> {
  const submission = await lockSubmission(tx, { reference, citizenId: filer.id });
  if (submission !== null) await deleteWaitingAttachment(tx, { id, submissionId: submission.id });
}
