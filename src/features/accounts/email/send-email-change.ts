import type { App } from '../../../app.ts';
import { newLinkToken } from '../../../platform/sealing.ts';
import { composeMail } from '../../notifications/mails.ts';
import { insertAccountLink } from '../account-links.repository.ts';
import { findCitizen, findCitizenByEmail } from '../citizens.repository.ts';
import { findPasswordChangedSince } from '../passwords.repository.ts';

const LIFE_HOURS = 24;

/**
 * Mails the new address its link. When an account has that address already its owner is told instead, so that the page
 * that asked says the same in both cases.
 */
export async function sendEmailChange(
  app: Pick<App, 'config' | 'db' | 'mailer' | 'templates' | 'texts'>,
  { citizenId, email, askedAt }: { citizenId: string; email: string; askedAt: string },
): Promise<void> {
  const citizen = await findCitizen(app.db, citizenId);
  if (citizen === null || (await findPasswordChangedSince(app.db, citizenId, new Date(askedAt)))) return;
  const { publicOrigin } = app.config;
  const owner = await findCitizenByEmail(app.db, email);
  if (owner !== null) {
    const message = { kind: 'address-in-use', url: `${publicOrigin}/${owner.language}/sign-in` } as const;
    return app.mailer.send(composeMail(app, { message, to: owner.email, language: owner.language }));
  }
  const { token, digest } = newLinkToken();
  await app.db.transaction((tx) =>
    insertAccountLink(tx, { citizenId, email, purpose: 'change-email', digest, lifeMinutes: LIFE_HOURS * 60 }),
  );
  const url = `${publicOrigin}/${citizen.language}/email-change/${token}`;
  const message = { kind: 'change-email', url, hours: LIFE_HOURS } as const;
  await app.mailer.send(composeMail(app, { message, to: email, language: citizen.language }));
}
