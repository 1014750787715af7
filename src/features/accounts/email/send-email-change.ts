import type { App } from '../../../app.ts';
import { newLinkToken } from '../../../platform/sealing.ts';
import { composeMail } from '../../notifications/mails.ts';
import { insertAccountLink } from '../account-links.repository.ts';
import { type Citizen, findCitizenByEmail, lockCitizen } from '../citizens.repository.ts';
import { findPasswordChangedSince } from '../passwords.repository.ts';

const LIFE_HOURS = 24;
type Asked = { citizenId: string; email: string; askedAt: string };

/**
 * Mails the new address its link. When an account has that address already its owner is told instead, so that the page
 * that asked says the same in both cases.
 */
export async function sendEmailChange(
  app: Pick<App, 'config' | 'db' | 'mailer' | 'templates' | 'texts'>,
  { citizenId, email, askedAt }: Asked,
): Promise<void> {
  const { publicOrigin } = app.config;
  const { token, digest } = newLinkToken();
  const owner = await findCitizenByEmail(app.db, email);
  const citizen = await app.db.transaction(async (tx): Promise<Citizen | null> => {
    // Behind the account's row: a password that changes now either is seen here, or finds the link and deletes it.
    const asking = await lockCitizen(tx, citizenId);
    if (asking === null || (await findPasswordChangedSince(tx, citizenId, new Date(askedAt)))) return null;
    const link = { citizenId, email, purpose: 'change-email', digest, lifeMinutes: LIFE_HOURS * 60 } as const;
    if (owner === null) await insertAccountLink(tx, link);
    return asking;
  });
  if (citizen === null) return;
  if (owner !== null) {
    const message = { kind: 'address-in-use', url: `${publicOrigin}/${owner.language}/sign-in` } as const;
    return app.mailer.send(composeMail(app, { message, to: owner.email, language: owner.language }));
  }
  const url = `${publicOrigin}/${citizen.language}/email-change/${token}`;
  const message = { kind: 'change-email', url, hours: LIFE_HOURS } as const;
  await app.mailer.send(composeMail(app, { message, to: email, language: citizen.language }));
}
