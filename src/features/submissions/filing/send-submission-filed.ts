import { z } from 'zod';
import { inLanguage } from '../../../domain/localized-text.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import type { JobRun } from '../../../platform/jobs.ts';
import { formatDate } from '../../../web/page/format.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import type { DraftApp } from '../draft/own-draft.ts';
import { expectedText } from '../follow-up/submission-facts.ts';
import { submissionPath } from '../follow-up/submission-path.ts';
import { findSubmissionToTell, type SubmissionToTell } from './filings.repository.ts';

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
  const filed = await findSubmissionToTell(app.db, id);
  if (filed === null || filed.email === null) return;
  const { citizenId } = filed;
  const { email: to, language, reference } = filed;
  const replyTo = app.procedures.departmentEmail(filed.slug);
  const envelope = { to, language, sender: null, citizenId, submissionId: id, replyTo, job };
  const told = await toldOf(app, filed);
  if (citizenId === null) {
    return sendMail(app, { kind: 'guest-submission-filed', ...envelope }, () => told);
  }
  const url = `${app.config.publicOrigin}/${language}${submissionPath(reference)}`;
  await sendMail(app, { kind: 'submission-filed', ...envelope }, () => ({ ...told, url }));
}

async function toldOf({ procedures, texts }: MailApp & DraftApp, filed: SubmissionToTell) {
  const definition = await procedures.form(filed.slug, filed.version);
  const { language, reference, filedAt } = filed;
  return {
    procedure: inLanguage(definition.name, language).text,
    reference: formatReference(reference),
    filedOn: formatDate(filedAt, language),
    department: departmentName(definition.department, language).text,
    expected: expectedText({ submission: filed, definition }, { t: texts[language], language }),
  };
}
