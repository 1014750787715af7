import { z } from 'zod';
import { inLanguage } from '../../../domain/localized-text.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import type { JobRun } from '../../../platform/jobs.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import type { DraftApp } from '../draft/own-draft.ts';
import { findGuestToTell } from './guest-codes.repository.ts';

export const SubmissionClaimed = z.strictObject({ id: z.uuid() });

/** Tells the address that was given without an account that an account has the request now, never whose. */
export async function sendSubmissionClaimed(
  app: MailApp & DraftApp,
  { id }: z.infer<typeof SubmissionClaimed>,
  job: JobRun,
): Promise<void> {
  const guest = await findGuestToTell(app.db, id);
  if (guest === null) return;
  const { email: to, language, reference, slug, version, department } = guest;
  const { name } = await app.procedures.form(slug, version);
  const replyTo = app.procedures.departmentEmail(slug);
  const envelope = { to, language, sender: null, citizenId: null, submissionId: id, replyTo, job };
  await sendMail(app, { kind: 'guest-submission-claimed', ...envelope }, () => ({
    procedure: inLanguage(name, language).text,
    reference: formatReference(reference),
    department: departmentName(department, language).text,
  }));
}
