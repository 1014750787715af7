import { formatEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import type { JobRun } from '../../../platform/jobs.ts';
import { formatLocalDate } from '../../../web/page/format.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';
import { listSoleManagerships } from '../../profiles/members/memberships.repository.ts';
import { findIdleAccount } from './idle-accounts.repository.ts';
import type { IdleNotice } from './tell-idle-account.ts';

/**
 * Sends a mail about an account that nobody uses, in its language, also to somebody who wants to be told in the portal only:
 * they do not come there. Nothing leaves once the person signed in.
 */
export async function sendIdleNotice(app: MailApp, { citizenId, step }: IdleNotice, job: JobRun): Promise<void> {
  const account = await findIdleAccount(app.db, { citizenId, step });
  if (account === null) return;
  const { email: to, language, keptUntil } = account;
  const url = `${app.config.publicOrigin}/${language}/sign-in`;
  const envelope = { to, language, sender: null, citizenId, job };
  if (step === 'asked-to-hand-over') {
    const number = await numbersManagedBy(app, citizenId);
    if (number === '') return;
    return sendMail(app, { kind: 'idle-account-asked-to-hand-over', ...envelope }, () => ({ url, number }));
  }
  if (keptUntil === null) return;
  const until = formatLocalDate(keptUntil, language);
  return sendMail(app, { kind: `idle-account-${step}`, ...envelope }, () => ({ url, until }));
}

/** The organisations that only this person manages, by their numbers: their names were typed by somebody. */
async function numbersManagedBy({ db }: MailApp, citizenId: string): Promise<string> {
  const organisations = await listSoleManagerships(db, citizenId);
  return organisations.map(({ enterpriseNumber }) => formatEnterpriseNumber(enterpriseNumber)).join(', ');
}
