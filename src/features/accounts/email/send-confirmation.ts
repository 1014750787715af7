import type { App } from '../../../app.ts';
import { newLinkToken } from '../../../platform/sealing.ts';
import { composeMail } from '../../notifications/mails.ts';
import { insertAccountLink } from '../account-links.repository.ts';
import { findCitizen } from '../citizens.repository.ts';

const LIFE_HOURS = 24;

/** Makes the link that confirms the account's address and mails it. Nothing when it is confirmed already or the account is gone. */
export async function sendConfirmation(
  app: Pick<App, 'config' | 'db' | 'mailer' | 'templates' | 'texts'>,
  citizenId: string,
): Promise<void> {
  const citizen = await findCitizen(app.db, citizenId);
  if (citizen === null || citizen.emailConfirmedAt !== null) return;
  const { email, language } = citizen;
  const { token, digest } = newLinkToken();
  await app.db.transaction((tx) =>
    insertAccountLink(tx, { citizenId, email, purpose: 'confirm-email', digest, lifeMinutes: LIFE_HOURS * 60 }),
  );
  const url = `${app.config.publicOrigin}/${language}/email-confirmation/${token}`;
  const message = { kind: 'confirm-email', url, hours: LIFE_HOURS } as const;
  await app.mailer.send(composeMail(app, { message, to: email, language }));
}
