import { z } from 'zod';
import type { JobRun } from '../../../../platform/jobs.ts';
import { type MailApp, sendMail } from '../../../notifications/send-mail.ts';
import type { DraftApp } from '../../draft/own-draft.ts';
import { submissionMail } from '../../filing/submission-mail.ts';

export const DocumentInfected = z.strictObject({ id: z.uuid() });

/** Says by mail that a document of a filed request holds a virus: its page says which, as no mail repeats what was typed. */
export async function sendDocumentInfected(
  app: MailApp & DraftApp,
  { id }: z.infer<typeof DocumentInfected>,
  job: JobRun,
): Promise<void> {
  const mail = await submissionMail(app, id, job);
  if (mail === null) return;
  const { filed, envelope, told, url } = mail;
  if (filed.citizenId === null) return sendMail(app, { kind: 'guest-document-infected', ...envelope }, () => told);
  await sendMail(app, { kind: 'document-infected', ...envelope }, () => ({ ...told, url: url() }));
}
