import type { JobRun } from '../../../platform/jobs.ts';
import { newLinkToken } from '../../../platform/sealing.ts';
import { pathIn, withNext } from '../../../web/pipeline/own-path.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';
import { insertAccountLink } from '../account-links.repository.ts';
import { findCitizen } from '../citizens.repository.ts';

const LIFE_HOURS = 24;

/**
 * Makes the link that confirms the account's address and mails it. Does nothing when the account is gone, or the
 * address is confirmed and refused no mail. The link leads on to where the person was going when they signed up.
 */
export async function sendConfirmation(
  app: MailApp,
  { citizenId, next }: { citizenId: string; next: string },
  job: JobRun,
): Promise<void> {
  const citizen = await findCitizen(app.db, citizenId);
  if (citizen === null) return;
  const { email, language, emailConfirmedAt, emailRefusedAt } = citizen;
  if (emailConfirmedAt !== null && emailRefusedAt === null) return;
  await sendMail(app, { kind: 'confirm-email', to: email, language, sender: citizenId, citizenId, job }, async () => {
    const { token, digest } = newLinkToken();
    await app.db.transaction((tx) =>
      insertAccountLink(tx, { citizenId, email, purpose: 'confirm-email', digest, lifeMinutes: LIFE_HOURS * 60 }),
    );
    const path = withNext(pathIn(language, `/email-confirmation/${token}`), next);
    return { url: `${app.config.publicOrigin}${path}`, hours: LIFE_HOURS };
  });
}
