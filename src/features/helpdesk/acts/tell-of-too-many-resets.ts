import type { Language } from '../../../domain/language.ts';
import { fullName } from '../../../domain/person-name.ts';
import type { JobRun } from '../../../platform/jobs.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';
import { findStaffName } from '../../staff/staff-members.repository.ts';

type Told = { staffMemberId: string; email: string; language: Language };

/** Mails an administrator that a colleague tried to send more links for a password than one person may in an hour. */
export async function tellOfTooManyResets(app: MailApp, told: Told, job: JobRun): Promise<void> {
  const { staffMemberId, email: to, language } = told;
  const name = await findStaffName(app.db, staffMemberId);
  if (name === null) return;
  const envelope = { kind: 'helpdesk-resets-refused', to, language, sender: null, citizenId: null, job } as const;
  await sendMail(app, envelope, () => ({ agent: fullName(name) }));
}
