import type { App } from '../../../app.ts';
import { queueConfirmation } from '../account-jobs.ts';
import { actAsCitizen, type CitizenActor } from '../act-as-citizen.ts';

type Ask = { actor: CitizenActor; email: string };

/**
 * Mails the confirmation link again. Does nothing when the address is already confirmed,
 * unless it refused a mail. Returns false when the quota of
 * that address would let no other mail leave.
 */
export async function askConfirmation(app: Pick<App, 'db' | 'mailQuotas'>, { actor, email }: Ask): Promise<boolean> {
  const { recipient } = app.mailQuotas['confirm-email'];
  if (recipient !== null && (await recipient.peek(email)) > 0) return false;
  await actAsCitizen(app, actor, async (tx, { id, emailConfirmedAt, emailRefusedAt }) => {
    if (emailConfirmedAt === null || emailRefusedAt !== null) await queueConfirmation(tx, { citizenId: id, next: '' });
  });
  return true;
}
