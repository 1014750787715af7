import type { Language } from '../../../domain/language.ts';
import type { JobRun } from '../../../platform/jobs.ts';
import { newLinkToken } from '../../../platform/sealing.ts';
import { pathIn, withNext } from '../../../web/pipeline/own-path.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';
import { insertAccountLink } from '../account-links.repository.ts';
import { findCitizenByEmail } from '../citizens.repository.ts';

const LIFE_MINUTES = 30;
/** `next` is where the person was going, to which the link leads on. */
type Asked = { email: string; language: Language; next: string; lifeMinutes?: number | undefined };

/**
 * Mails the link to the address as the account has it, never as it was typed. Does nothing for an address without an
 * account.
 */
export async function sendPasswordReset(app: MailApp, asked: Asked, job: JobRun): Promise<void> {
  const citizen = await findCitizenByEmail(app.db, asked.email);
  if (citizen === null) return;
  const { id: citizenId, email, language } = citizen;
  const { lifeMinutes = LIFE_MINUTES } = asked;
  await sendMail(app, { kind: 'reset-password', to: email, language, sender: null, citizenId, job }, async () => {
    const { token, digest } = newLinkToken();
    await app.db.transaction((tx) =>
      insertAccountLink(tx, { citizenId, email, purpose: 'reset-password', digest, lifeMinutes }),
    );
    const path = withNext(pathIn(language, `/password-reset/${token}`), asked.next);
    return { url: `${app.config.publicOrigin}${path}`, minutes: lifeMinutes };
  });
}
