import { newLinkToken } from '../../../platform/sealing.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';
import { insertAccountLink } from '../account-links.repository.ts';
import { findCitizen } from '../citizens.repository.ts';

const LIFE_HOURS = 24;

/**
 * Makes the link that confirms the account's address and mails it. Does nothing when the address is confirmed or the
 * account is gone.
 */
export async function sendConfirmation(app: MailApp, citizenId: string): Promise<void> {
  const citizen = await findCitizen(app.db, citizenId);
  if (citizen === null || citizen.emailConfirmedAt !== null) return;
  const { email, language } = citizen;
  await sendMail(app, { kind: 'confirm-email', to: email, language, sender: citizenId }, async () => {
    const { token, digest } = newLinkToken();
    await app.db.transaction((tx) =>
      insertAccountLink(tx, { citizenId, email, purpose: 'confirm-email', digest, lifeMinutes: LIFE_HOURS * 60 }),
    );
    return { url: `${app.config.publicOrigin}/${language}/email-confirmation/${token}`, hours: LIFE_HOURS };
  });
}
