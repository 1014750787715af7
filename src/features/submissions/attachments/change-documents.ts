import type { App } from '../../../app.ts';
import type { StepDefinition } from '../../procedures/definition/definition.ts';
import { documentIds } from '../../procedures/fields/document.ts';
import type { FieldOf, Typed } from '../../procedures/fields/field-kind.ts';
import { type DraftApp, getOwnDraft, type OwnDraft } from '../draft/own-draft.ts';
import type { Problem } from '../draft/step/step-problems.ts';
import type { Filer } from '../filer/filer.ts';
import { type AddingApp, addDocument } from './add-document.ts';
import type { DocumentRefusal } from './keep-document.ts';
import { faultOf, refusalValues, type StorageFault } from './refused-documents.ts';
import { removeDocument } from './remove-document.ts';
import type { ReceivedFile } from './upload-folder.ts';

type Change = { own: OwnDraft; step: StepDefinition; filer: Filer; typed: Typed; received: readonly ReceivedFile[] };
export type ChangedDocuments = {
  own: OwnDraft;
  problems: readonly Problem[];
  /** Whether the button only adds or removes a document, so that the step stays. */
  stays: boolean;
  /** 503 or 507 when the storage took a file no more. */
  fault: StorageFault | null;
};

/**
 * Adds the files that came with a step, and removes the one whose button was pressed, before anything else of the step
 * is judged: what arrived stays, whatever is wrong in another field.
 */
export async function changeDocuments(app: AddingApp & DraftApp, change: Change): Promise<ChangedDocuments> {
  const { own, step, filer, typed, received } = change;
  const fields = step.fields.filter((field) => field.type === 'file');
  const stays = typed['upload'] !== undefined || typed['removeDocument'] !== undefined;
  if (fields.length === 0) return { own, problems: [], stays, fault: null };
  await removePressed(app, change, fields);
  const refused: Refused[] = [];
  for (const one of received) {
    const field = fields.find(({ id }) => id === one.field);
    if (field === undefined) continue;
    const refusal = await addDocument(app, { draftId: own.draft.id, filer, field, received: one });
    if (refusal !== null) refused.push({ field, refusal, name: one.name });
  }
  const nothing = fields.filter(({ id }) => typed['upload']?.[0] === id && !received.some(({ field }) => field === id));
  return {
    own: await getOwnDraft(app, { id: own.draft.id, filer }),
    problems: [...refused.map((one) => problemOf(app, one)), ...nothing.map(nothingChosen)],
    stays,
    fault: faultOf(refused.map(({ refusal }) => refusal)),
  };
}

type Refused = { field: FieldOf<'file'>; refusal: DocumentRefusal; name: string };

async function removePressed(
  app: Pick<App, 'db'>,
  { own, filer, typed }: Change,
  fields: readonly FieldOf<'file'>[],
): Promise<void> {
  const [id = ''] = typed['removeDocument'] ?? [];
  const field = fields.find((one) => documentIds(own.draft.answers[one.id]).includes(id));
  if (field !== undefined) await removeDocument(app, { draftId: own.draft.id, filer, field: field.id, id });
}

function problemOf(app: Pick<App, 'config'>, { field, refusal, name }: Refused): Problem {
  const values = refusalValues(app, { takes: field, name });
  const sentence = `procedures:problem.document.${refusal}` as const;
  return { control: field.id, label: field.label, sentence, values, missing: false };
}

function nothingChosen({ id, label }: FieldOf<'file'>): Problem {
  return { control: id, label, sentence: 'procedures:problem.document.none', missing: false };
}
