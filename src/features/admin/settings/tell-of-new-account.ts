import { fullName } from '../../../domain/person-name.ts';
import type { JobRun } from '../../../platform/jobs.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';
import { findStaffName } from '../../staff/staff-members.repository.ts';
import type { AccountChange } from './account-change.ts';

/** Tells who set another bank account, and when: whoever reads it and knows nothing of it looks at once. */
export async function tellOfNewAccount(app: MailApp, told: AccountChange, job: JobRun): Promise<void> {
  const { staffMemberId, at, before, after, email: to, language } = told;
  const name = await findStaffName(app.db, staffMemberId);
  if (name === null) return;
  const envelope = { kind: 'commune-account-changed', to, language, sender: null, citizenId: null, job } as const;
  const when = formatDateTime(new Date(at), language);
  const url = `${app.config.publicOrigin}/${language}/admin/settings`;
  await sendMail(app, envelope, () => ({ url, agent: fullName(name), when, before, after }));
}
