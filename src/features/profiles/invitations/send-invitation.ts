import type { App } from '../../../app.ts';
import { newLinkToken } from '../../../platform/sealing.ts';
import { composeMail } from '../../notifications/mails.ts';
import { updateInvitationDigest } from './invitations.repository.ts';

/** The link is made as the mail leaves; it leads to sign-in or sign-up first, and is good for the invited address only. */
export async function sendInvitation(
  app: Pick<App, 'config' | 'db' | 'mailer' | 'templates' | 'texts'>,
  invitationId: string,
): Promise<void> {
  const { token, digest } = newLinkToken();
  const invitation = await app.db.transaction((tx) => updateInvitationDigest(tx, invitationId, digest));
  if (invitation === null) return;
  const { email, language } = invitation;
  const url = `${app.config.publicOrigin}/${language}/invitations/${token}`;
  const message = { kind: 'invitation', url } as const;
  await app.mailer.send(composeMail(app, { message, to: email, language }));
}
