import type { App } from '../../../app.ts';
import type { FormShown } from '../../../web/form/fields.ts';
import type { FieldError } from '../../../web/form/parse.ts';
import type { Translate } from '../../../web/page/texts.ts';
import { documentTypesOf, mostDocuments, type Takes } from '../../procedures/fields/document.ts';
import type { Attachment } from '../attachments/attachment.ts';
import { dropDocument } from '../attachments/drop-document.ts';
import { type DocumentRefusal, type KeepingApp, keepDocuments } from '../attachments/keep-document.ts';
import type { ReceivedFile } from '../attachments/received-files.ts';
import { faultOf, refusalValues, type StorageFault } from '../attachments/refused-documents.ts';

/** Pictures and PDF, five at most. */
export const MESSAGE_DOCUMENTS: Takes = {};
/** The name of the control, and its id, as the page lists other documents too. */
export const DOCUMENTS = 'documents';
export const DOCUMENTS_ID = 'message-documents';

type Refused = { refusal: DocumentRefusal; name: string };
export type MessageDocuments =
  | { ok: true; documents: readonly Attachment[] }
  | { ok: false; refused: readonly Refused[]; fault: StorageFault | null };

/** Judges the files of a message and makes them durable: all of them or, where one is refused, none. */
export async function keepMessageDocuments(
  app: KeepingApp,
  received: readonly ReceivedFile[],
): Promise<MessageDocuments> {
  const documents: Attachment[] = [];
  const most = mostDocuments(MESSAGE_DOCUMENTS);
  const accept = documentTypesOf(MESSAGE_DOCUMENTS);
  const taken = received.slice(0, most).map((file) => ({ file, accept }));
  const refused: Refused[] = [];
  for (const { file, kept } of await keepDocuments(app, taken)) {
    if (kept.ok) documents.push(kept.attachment);
    else refused.push({ refusal: kept.refusal, name: file.name });
  }
  refused.push(...received.slice(most).map(({ name }) => ({ refusal: 'too-many' as const, name })));
  if (refused.length === 0) return { ok: true, documents };
  for (const document of documents) await dropDocument(app, document);
  return { ok: false, refused, fault: faultOf(refused.map(({ refusal }) => refusal)) };
}

/** Says of each file why it was refused. */
export function documentErrors(app: Pick<App, 'config'>, refused: readonly Refused[], t: Translate): FieldError[] {
  return refused.map(({ refusal, name }) => ({
    field: DOCUMENTS_ID,
    message: t(`procedures:problem.document.${refusal}`, refusalValues(app, { takes: MESSAGE_DOCUMENTS, name })),
  }));
}

type Errors = { errors: readonly FieldError[]; received: readonly ReceivedFile[]; t: Translate };

/** Returns a form that was not sent. A browser forgets which files were chosen, so it says to choose them again. */
export function unsentForm<Unsent extends FormShown>(form: Unsent, { errors, received, t }: Errors): Unsent {
  const again = { field: DOCUMENTS_ID, message: t('submissions:messages.documents.again') };
  return { ...form, errors: [...form.errors, ...errors, ...(received.length === 0 ? [] : [again])] };
}

/** Returns the files that came with the form of a message. */
export function messageFiles(received: readonly ReceivedFile[] | undefined): ReceivedFile[] {
  return (received ?? []).filter(({ field }) => field === DOCUMENTS);
}
