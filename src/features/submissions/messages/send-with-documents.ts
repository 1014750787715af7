import type { App } from '../../../app.ts';
import type { FormAnswer } from '../../../web/form/form-answer.ts';
import type { FieldError } from '../../../web/form/parse.ts';
import type { Translate } from '../../../web/page/texts.ts';
import type { Attachment } from '../attachments/attachment.ts';
import { dropDocument } from '../attachments/drop-document.ts';
import type { KeepingApp } from '../attachments/keep-document.ts';
import { inMegabytes } from '../attachments/megabytes.ts';
import type { ReceivedFile } from '../attachments/received-files.ts';
import { DOCUMENTS_ID, documentErrors, keepMessageDocuments } from './message-documents.ts';
import type { Written } from './write-message.ts';

type With = { received: readonly ReceivedFile[]; t: Translate };
/** Why nothing was sent. */
export type Unsent = Pick<FormAnswer, 'tooMany' | 'status'> & { errors: readonly FieldError[] };

/**
 * Makes the files of a message durable and has `send` write it with them; what it does not write is forgotten again.
 * Returns null once the message is there.
 */
export async function sendWithDocuments(
  app: KeepingApp & Pick<App, 'config'>,
  { received, t }: With,
  send: (documents: readonly Attachment[]) => Promise<Written['outcome']>,
): Promise<Unsent | null> {
  const kept = await keepMessageDocuments(app, received);
  if (!kept.ok) return { errors: documentErrors(app, kept.refused, t), status: kept.fault };
  const outcome = await send(kept.documents);
  if (outcome === 'sent') return null;
  for (const document of kept.documents) await dropDocument(app, document);
  if (outcome === 'there') return null;
  const together = inMegabytes(app.config.documents.bytesPerSubmission);
  const message = t('submissions:messages.documents.tooMuch', { together });
  return { errors: [{ field: DOCUMENTS_ID, message }] };
}
