import { z } from 'zod';
import type { JobRun } from '../../../platform/jobs.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';
import type { DraftApp } from '../draft/own-draft.ts';
import { submissionMail } from '../filing/submission-mail.ts';
import { completionPath, submissionPath } from '../follow-up/submission-path.ts';

export const SubmissionNews = z.strictObject({ id: z.uuid() });

/** Says by mail that something happened and where the request stands now, in its language. */
export async function sendSubmissionNews(
  app: MailApp & DraftApp,
  { id }: z.infer<typeof SubmissionNews>,
  job: JobRun,
): Promise<void> {
  const mail = await submissionMail(app, id, job);
  if (mail === null) return;
  const { filed, envelope, url } = mail;
  const { citizenId, language, reference, status } = filed;
  const told = { ...mail.told, status: app.texts[language](`submissions:next.${status}`) };
  if (citizenId === null) return sendMail(app, { kind: 'guest-submission-news', ...envelope }, () => told);
  const path = status === 'to-complete' ? completionPath(reference) : submissionPath(reference);
  await sendMail(app, { kind: 'submission-news', ...envelope }, () => ({ ...told, url: url(path) }));
}
