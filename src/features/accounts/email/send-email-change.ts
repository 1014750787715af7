import type { Transaction } from '../../../platform/database.ts';
import { newLinkToken } from '../../../platform/sealing.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';
import { insertAccountLink } from '../account-links.repository.ts';
import { findCitizen, findCitizenByEmail, lockCitizen } from '../citizens.repository.ts';
import { findPasswordChangedSince } from '../passwords.repository.ts';

const LIFE_HOURS = 24;
type Asked = { citizenId: string; email: string; askedAt: string };

/**
 * Mails the new address its link. When an account has that address already its owner is told instead, so that the page
 * that asked says the same in both cases.
 */
export async function sendEmailChange(app: MailApp, asked: Asked): Promise<void> {
  const { citizenId: sender, email } = asked;
  const { publicOrigin } = app.config;
  const citizen = await findCitizen(app.db, sender);
  if (citizen === null || (await findPasswordChangedSince(app.db, sender, new Date(asked.askedAt)))) return;
  const owner = await findCitizenByEmail(app.db, email);
  if (owner !== null) {
    const { email: to, language } = owner;
    const url = `${publicOrigin}/${language}/sign-in`;
    return sendMail(app, { kind: 'address-in-use', to, language, sender }, () => ({ url }));
  }
  const { language } = citizen;
  await sendMail(app, { kind: 'change-email', to: email, language, sender }, async () => {
    const { token, digest } = newLinkToken();
    const made = await app.db.transaction((tx) => makeLink(tx, asked, digest));
    return made && { url: `${publicOrigin}/${language}/email-change/${token}`, hours: LIFE_HOURS };
  });
}

/** Behind the account: a password that changes now either is seen here, or finds the link and deletes it. */
async function makeLink(tx: Transaction, { citizenId, email, askedAt }: Asked, digest: Buffer): Promise<true | null> {
  const asking = await lockCitizen(tx, citizenId);
  if (asking === null || (await findPasswordChangedSince(tx, citizenId, new Date(askedAt)))) return null;
  const lifeMinutes = LIFE_HOURS * 60;
  await insertAccountLink(tx, { citizenId, email, purpose: 'change-email', digest, lifeMinutes });
  return true;
}
