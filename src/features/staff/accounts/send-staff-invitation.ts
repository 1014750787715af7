import type { JobRun } from '../../../platform/jobs.ts';
import { newLinkToken } from '../../../platform/sealing.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';
import { insertStaffLink } from '../set-up/staff-links.repository.ts';
import { findStaffMember } from '../staff-members.repository.ts';

export const INVITATION_HOURS = 48;

/**
 * Makes the link when the mail leaves, which ends the link of an earlier invitation. Nothing is sent to somebody who has
 * set the account up or was suspended meanwhile.
 */
export async function sendStaffInvitation(app: MailApp, staffMemberId: string, job: JobRun): Promise<void> {
  const member = await findStaffMember(app.db, staffMemberId);
  if (member?.status !== 'invited') return;
  const { email: to, language } = member;
  const envelope = { kind: 'staff-invitation', to, language, sender: null, citizenId: null, job } as const;
  await sendMail(app, envelope, async () => {
    const { token, digest } = newLinkToken();
    const link = { staffMemberId, digest, lifeHours: INVITATION_HOURS };
    const made = await app.db.transaction((tx) => insertStaffLink(tx, link));
    const url = `${app.config.publicOrigin}/${language}/admin/set-up/${token}`;
    return made ? { url, hours: INVITATION_HOURS } : null;
  });
}
