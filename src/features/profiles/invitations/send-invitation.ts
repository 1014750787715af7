import { formatEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import type { JobRun } from '../../../platform/jobs.ts';
import { newLinkToken } from '../../../platform/sealing.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';
import { findInvitationToSend, updateInvitationDigest } from './invitations.repository.ts';

/**
 * Makes the link when the mail is sent. It leads to sign-in or sign-up first, and only the invited address may use it.
 */
export async function sendInvitation(app: MailApp, invitationId: string, job: JobRun): Promise<void> {
  const invitation = await findInvitationToSend(app.db, invitationId);
  if (invitation === null) return;
  const { email: to, language, invitedBy: sender, enterpriseNumber } = invitation;
  await sendMail(app, { kind: 'invitation', to, language, sender, citizenId: null, job }, async () => {
    const { token, digest } = newLinkToken();
    const sent = await app.db.transaction((tx) => updateInvitationDigest(tx, invitationId, digest));
    const url = `${app.config.publicOrigin}/${language}/invitations/${token}`;
    return sent ? { url, number: formatEnterpriseNumber(enterpriseNumber) } : null;
  });
}
