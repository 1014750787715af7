import type { JobRun } from '../../../platform/jobs.ts';
import { newLinkToken } from '../../../platform/sealing.ts';
import { findCitizen, findCitizenByEmail } from '../../accounts/citizens.repository.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';
import { findAccountMerge, updateMergeLink } from '../account-merges.repository.ts';

const LIFE_HOURS = 24;

/**
 * Mails the link to the typed address when an account has it. No other address gets a mail, and the page answered
 * before this job ran, so that nobody learns whether an account exists.
 */
export async function sendMergeLink(app: MailApp, { mergeId }: { mergeId: string }, job: JobRun): Promise<void> {
  const merge = await findAccountMerge(app.db, mergeId);
  if (merge === null || merge.otherId !== null) return;
  const kept = await findCitizen(app.db, merge.keptId);
  const other = await findCitizenByEmail(app.db, merge.email);
  if (kept === null || other === null || other.id === kept.id) return;
  const { id: citizenId, email: to, language } = other;
  const { publicOrigin } = app.config;
  await sendMail(app, { kind: 'merge-link', to, language, sender: kept.id, citizenId, job }, async () => {
    const { token, digest } = newLinkToken();
    const made = await app.db.transaction((tx) => updateMergeLink(tx, { id: mergeId, digest, lifeHours: LIFE_HOURS }));
    return made ? { url: `${publicOrigin}/${language}/account/merge/${token}`, hours: LIFE_HOURS } : null;
  });
}
