import type { App } from '../../../app.ts';
import { documentTypesOf } from '../../procedures/fields/document.ts';
import type { FieldOf, Typed } from '../../procedures/fields/field-kind.ts';
import type { Problem } from '../draft/step/step-problems.ts';
import type { Attachment } from './attachment.ts';
import { dropDocument } from './drop-document.ts';
import { type DocumentRefusal, type KeepingApp, type KeptDocument, keepDocuments } from './keep-document.ts';
import type { ReceivedFile } from './received-files.ts';
import { faultOf, refusalValues, type StorageFault } from './refused-documents.ts';

/** `there` means that the same content is already attached. */
export type Added = 'added' | 'there' | 'too-many' | 'too-much';
/** The place that keeps the documents of a form: a draft, or a filed request whose change is not sent yet. */
export type DocumentPlace = {
  /** Writes the row of a document whose content is durable, under the lock of its owner. */
  add(field: FieldOf<'file'>, attachment: Attachment): Promise<Added>;
  /** Removes the document with that id. Does nothing when it is not there or may not be removed. */
  remove(id: string): Promise<void>;
};
type Change = {
  fields: readonly FieldOf<'file'>[];
  typed: Typed;
  received: readonly ReceivedFile[];
  place: DocumentPlace;
};
export type ChangedDocuments = {
  problems: readonly Problem[];
  /** True when the button only adds or removes a document, so that the same page is shown again. */
  stays: boolean;
  /** The status 503 or 507 when the storage could not take a file; null otherwise. */
  fault: StorageFault | null;
};
type ChangingApp = KeepingApp & Pick<App, 'config'>;
type Refused = { field: FieldOf<'file'>; refusal: DocumentRefusal; name: string };

/**
 * Adds the files that came with a form and removes the document whose button was pressed, before the rest of the form
 * is judged: a file that arrived stays, whatever is wrong in another field.
 */
export async function changeDocuments(app: ChangingApp, change: Change): Promise<ChangedDocuments> {
  const { fields, typed, received, place } = change;
  const stays = typed['upload'] !== undefined || typed['removeDocument'] !== undefined;
  if (fields.length === 0) return { problems: [], stays, fault: null };
  const [pressed = ''] = typed['removeDocument'] ?? [];
  if (ID.test(pressed)) await place.remove(pressed);
  const refused = await addDocuments(app, change);
  const nothing = fields.filter(({ id }) => typed['upload']?.[0] === id && !received.some(({ field }) => field === id));
  return {
    problems: [...refused.map((one) => problemOf(app, one)), ...nothing.map(nothingChosen)],
    stays,
    fault: faultOf(refused.map(({ refusal }) => refusal)),
  };
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Judges the files and makes their contents durable first, then writes their rows one by one, so that no row is without
 * its content. Returns the files that were refused; a file whose content is already attached is not one of them.
 */
async function addDocuments(app: KeepingApp, { fields, received, place }: Change): Promise<Refused[]> {
  const asked = received.flatMap((file) => {
    const field = fields.find(({ id }) => id === file.field);
    return field === undefined ? [] : [{ field, file, accept: documentTypesOf(field) }];
  });
  const refused: Refused[] = [];
  for (const { field, file, kept } of await keepDocuments(app, asked)) {
    const refusal = await addDocument(app, { field, kept, place });
    if (refusal !== null) refused.push({ field, refusal, name: file.name });
  }
  return refused;
}

type Adding = { field: FieldOf<'file'>; kept: KeptDocument; place: DocumentPlace };

async function addDocument(app: KeepingApp, { field, kept, place }: Adding): Promise<DocumentRefusal | null> {
  if (!kept.ok) return kept.refusal;
  const outcome = await place.add(field, kept.attachment);
  if (outcome === 'added') return null;
  await dropDocument(app, kept.attachment);
  return outcome === 'there' ? null : outcome;
}

function problemOf(app: Pick<App, 'config'>, { field, refusal, name }: Refused): Problem {
  const values = refusalValues(app, { takes: field, name });
  const sentence = `procedures:problem.document.${refusal}` as const;
  return { control: field.id, label: field.label, sentence, values, missing: false };
}

function nothingChosen({ id, label }: FieldOf<'file'>): Problem {
  return { control: id, label, sentence: 'procedures:problem.document.none', missing: false };
}
