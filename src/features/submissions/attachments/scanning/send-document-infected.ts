import { z } from 'zod';
import { inLanguage } from '../../../../domain/localized-text.ts';
import { formatReference } from '../../../../domain/numbers/reference.ts';
import type { JobRun } from '../../../../platform/jobs.ts';
import { type MailApp, sendMail } from '../../../notifications/send-mail.ts';
import { departmentName } from '../../../procedures/definition/departments.ts';
import type { DraftApp } from '../../draft/own-draft.ts';
import { findSubmissionToTell } from '../../filing/filings.repository.ts';
import { submissionPath } from '../../follow-up/submission-path.ts';

export const DocumentInfected = z.strictObject({ id: z.uuid() });

/** Says by mail that a document of a filed request holds a virus: its page says which, as no mail repeats what was typed. */
export async function sendDocumentInfected(
  app: MailApp & DraftApp,
  { id }: z.infer<typeof DocumentInfected>,
  job: JobRun,
): Promise<void> {
  const filed = await findSubmissionToTell(app.db, id);
  if (filed === null || filed.email === null) return;
  const { citizenId, email: to, language, reference, slug, version, department } = filed;
  const replyTo = app.procedures.departmentEmail(slug);
  const envelope = { to, language, sender: null, citizenId, submissionId: id, replyTo, job };
  const { name } = await app.procedures.form(slug, version);
  const told = {
    procedure: inLanguage(name, language).text,
    reference: formatReference(reference),
    department: departmentName(department, language).text,
  };
  if (citizenId === null) return sendMail(app, { kind: 'guest-document-infected', ...envelope }, () => told);
  const url = `${app.config.publicOrigin}/${language}${submissionPath(reference)}`;
  await sendMail(app, { kind: 'document-infected', ...envelope }, () => ({ ...told, url }));
}
