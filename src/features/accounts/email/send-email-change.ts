import type { Transaction } from '../../../platform/database.ts';
import type { JobRun } from '../../../platform/jobs.ts';
import { newLinkToken } from '../../../platform/sealing.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';
import { insertAccountLink } from '../account-links.repository.ts';
import { findCitizen, findCitizenByEmail, lockCitizen } from '../citizens.repository.ts';
import { findPasswordChangedSince } from '../passwords.repository.ts';

const LIFE_HOURS = 24;
type Asked = { citizenId: string; email: string; askedAt: string };

/**
 * Mails the link to the new address. When another account already has that address, its owner is told instead, so that
 * the page which asked can give the same answer in both cases.
 */
export async function sendEmailChange(app: MailApp, asked: Asked, job: JobRun): Promise<void> {
  const { citizenId: sender, email } = asked;
  const { publicOrigin } = app.config;
  const citizen = await findCitizen(app.db, sender);
  if (citizen === null || (await findPasswordChangedSince(app.db, sender, new Date(asked.askedAt)))) return;
  const owner = await findCitizenByEmail(app.db, email);
  if (owner !== null) {
    const { id: citizenId, email: to, language } = owner;
    const url = `${publicOrigin}/${language}/sign-in`;
    return sendMail(app, { kind: 'address-in-use', to, language, sender, citizenId, job }, () => ({ url }));
  }
  const { language } = citizen;
  await sendMail(app, { kind: 'change-email', to: email, language, sender, citizenId: sender, job }, async () => {
    const { token, digest } = newLinkToken();
    const made = await app.db.transaction((tx) => makeLink(tx, asked, digest));
    return made && { url: `${publicOrigin}/${language}/email-change/${token}`, hours: LIFE_HOURS };
  });
}

/**
 * Locks the account, so that a password change made at the same moment is either seen here, or finds this link and
 * deletes it.
 */
async function makeLink(tx: Transaction, { citizenId, email, askedAt }: Asked, digest: Buffer): Promise<true | null> {
  const asking = await lockCitizen(tx, citizenId);
  if (asking === null || (await findPasswordChangedSince(tx, citizenId, new Date(askedAt)))) return null;
  const lifeMinutes = LIFE_HOURS * 60;
  await insertAccountLink(tx, { citizenId, email, purpose: 'change-email', digest, lifeMinutes });
  return true;
}
