import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { queueAccountNotice, queueEmailChange } from '../account-jobs.ts';
import type { Citizen } from '../citizens.repository.ts';
import { findPasswordHash } from '../passwords.repository.ts';

export type AskEmailChangeInput = { citizen: Citizen; email: string; password: string; network: string };
export type AskEmailChangeOutcome = { outcome: 'asked' } | { outcome: 'password-wrong' } | { outcome: 'same-address' };

/** Nothing changes until the link sent to the new address is used; the present address is told at once. */
export async function askEmailChange(
  app: Pick<App, 'clock' | 'db' | 'passwords' | 'quotas'>,
  input: AskEmailChangeInput,
): Promise<AskEmailChangeOutcome> {
  const { id: citizenId, email: present, language } = input.citizen;
  const hash = await findPasswordHash(app.db, citizenId);
  if (!(await app.passwords.verify(hash, input.password))) return { outcome: 'password-wrong' };
  if (input.email === present) return { outcome: 'same-address' };
  // Beyond the quota of an address no mail leaves, and nothing is said: it may belong to somebody else.
  if ((await app.quotas.mailsPerAddress.take(input.email)) > 0) return { outcome: 'asked' };
  await app.db.transaction(async (tx) => {
    await queueEmailChange(tx, { citizenId, email: input.email, askedAt: app.clock.now().toISOString() });
    await queueAccountNotice(tx, { kind: 'email-change-asked', email: present, language });
    await insertAuditEvent(tx, { name: 'email-change-asked', citizenId, network: input.network });
  });
  return { outcome: 'asked' };
}
