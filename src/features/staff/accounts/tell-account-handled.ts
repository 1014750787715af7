import type { JobRun } from '../../../platform/jobs.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';
import { findStaffMember } from '../staff-members.repository.ts';
import type { AccountAct } from './account-acts.ts';

type Handled = { staffMemberId: string; act: Exclude<AccountAct, 'invitation'> };

/** Mails a member of the staff what an administrator did to their account. */
export async function tellAccountHandled(app: MailApp, { staffMemberId, act }: Handled, job: JobRun): Promise<void> {
  const member = await findStaffMember(app.db, staffMemberId);
  if (member === null) return;
  const { email: to, language } = member;
  const change = app.texts[language](`staff:account.told.${act}`);
  const envelope = { kind: 'staff-account-handled', to, language, sender: null, citizenId: null, job } as const;
  await sendMail(app, envelope, () => ({ change }));
}
