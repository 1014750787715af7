import type { App } from '../../../app.ts';
import type { FieldOf, Typed } from '../../procedures/fields/field-kind.ts';
import type { DocumentRefusal } from '../attachments/keep-document.ts';
import { faultOf, refusalValues, type StorageFault } from '../attachments/refused-documents.ts';
import type { ReceivedFile } from '../attachments/upload-folder.ts';
import type { Problem } from '../draft/step/step-problems.ts';
import { actAsFiler } from '../filer/act-as-filer.ts';
import type { Filer } from '../filer/filer.ts';
import { lockSubmission } from '../follow-up/submissions.repository.ts';
import { type AddingApp, addWaitingDocument } from './add-waiting-document.ts';
import type { Amendment } from './amendment.ts';
import { deleteWaitingAttachment } from './waiting-attachments.repository.ts';

type Change = {
  reference: string;
  filer: Filer;
  amendment: Amendment;
  fields: readonly FieldOf<'file'>[];
  typed: Typed;
  received: readonly ReceivedFile[];
};
export type ChangedDocuments = {
  problems: readonly Problem[];
  /** Whether the button only adds or removes a document, so that the page stays. */
  stays: boolean;
  /** 503 or 507 when the storage took a file no more. */
  fault: StorageFault | null;
};
type Refused = { field: FieldOf<'file'>; refusal: DocumentRefusal; name: string };

/**
 * Adds the files that came with the page, and removes the one whose button was pressed, before anything else of it is
 * judged: what arrived stays, whatever is wrong in another field.
 */
export async function changeWaitingDocuments(app: AddingApp, change: Change): Promise<ChangedDocuments> {
  const { fields, typed, received } = change;
  await removePressed(app, change);
  const refused: Refused[] = [];
  for (const one of received) {
    const field = fields.find(({ id }) => id === one.field);
    if (field === undefined) continue;
    const refusal = await addWaitingDocument(app, { ...change, field, received: one });
    if (refusal !== null) refused.push({ field, refusal, name: one.name });
  }
  const nothing = fields.filter(({ id }) => typed['upload']?.[0] === id && !received.some(({ field }) => field === id));
  return {
    problems: [...refused.map((one) => problemOf(app, one)), ...nothing.map(nothingChosen)],
    stays: typed['upload'] !== undefined || typed['removeDocument'] !== undefined,
    fault: faultOf(refused.map(({ refusal }) => refusal)),
  };
}

const Id = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function removePressed(app: Pick<App, 'db'>, { reference, filer, typed }: Change): Promise<void> {
  const [id = ''] = typed['removeDocument'] ?? [];
  if (!Id.test(id)) return;
  await actAsFiler(app, filer, async (tx) => {
    const submission = await lockSubmission(tx, { reference, citizenId: filer.id });
    if (submission !== null) await deleteWaitingAttachment(tx, { id, submissionId: submission.id });
  });
}

function problemOf(app: Pick<App, 'config'>, { field, refusal, name }: Refused): Problem {
  const values = refusalValues(app, { takes: field, name });
  const sentence = `procedures:problem.document.${refusal}` as const;
  return { control: field.id, label: field.label, sentence, values, missing: false };
}

function nothingChosen({ id, label }: FieldOf<'file'>): Problem {
  return { control: id, label, sentence: 'procedures:problem.document.none', missing: false };
}
