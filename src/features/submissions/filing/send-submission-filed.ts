import { z } from 'zod';
import type { JobRun } from '../../../platform/jobs.ts';
import { formatDate } from '../../../web/page/format.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import type { DraftApp } from '../draft/own-draft.ts';
import { expectedText } from '../follow-up/submission-facts.ts';
import { submissionMail } from './submission-mail.ts';

export const SubmissionFiled = z.strictObject({ id: z.uuid() });

/**
 * Acknowledges a request by mail, in its language. Somebody without an account gets no link, as no page of theirs
 * outlives the browser.
 */
export async function sendSubmissionFiled(
  app: MailApp & DraftApp,
  { id }: z.infer<typeof SubmissionFiled>,
  job: JobRun,
): Promise<void> {
  const mail = await submissionMail(app, id, job);
  if (mail === null) return;
  const { filed, definition, envelope, url } = mail;
  const { citizenId, language, filedAt } = filed;
  const told = {
    ...mail.told,
    filedOn: formatDate(filedAt, language),
    department: departmentName(definition.department, language).text,
    expected: expectedText({ submission: filed, definition }, { t: app.texts[language], language }),
  };
  if (citizenId === null) return sendMail(app, { kind: 'guest-submission-filed', ...envelope }, () => told);
  await sendMail(app, { kind: 'submission-filed', ...envelope }, () => ({ ...told, url: url() }));
}
