import { z } from 'zod';
import { inLanguage } from '../../../domain/localized-text.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import type { JobRun } from '../../../platform/jobs.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import type { DraftApp } from '../draft/own-draft.ts';
import { findSubmissionToTell } from '../filing/filings.repository.ts';
import { completionPath, submissionPath } from '../follow-up/submission-path.ts';

export const SubmissionNews = z.strictObject({ id: z.uuid() });

/** Says by mail that something happened and where the request stands now, in its language. */
export async function sendSubmissionNews(
  app: MailApp & DraftApp,
  { id }: z.infer<typeof SubmissionNews>,
  job: JobRun,
): Promise<void> {
  const filed = await findSubmissionToTell(app.db, id);
  if (filed === null || filed.email === null) return;
  const { citizenId } = filed;
  const { email: to, language, reference, slug, version, status, department } = filed;
  const replyTo = app.procedures.departmentEmail(slug);
  const envelope = { to, language, sender: null, citizenId, submissionId: id, replyTo, job };
  const definition = await app.procedures.form(slug, version);
  const told = {
    procedure: inLanguage(definition.name, language).text,
    reference: formatReference(reference),
    status: app.texts[language](`submissions:next.${status}`),
    department: departmentName(department, language).text,
  };
  if (citizenId === null) {
    return sendMail(app, { kind: 'guest-submission-news', ...envelope }, () => told);
  }
  const path = status === 'to-complete' ? completionPath(reference) : submissionPath(reference);
  const url = `${app.config.publicOrigin}/${language}${path}`;
  await sendMail(app, { kind: 'submission-news', ...envelope }, () => ({ ...told, url }));
}
