import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { queueAccountNotice, queueEmailChange } from '../account-jobs.ts';
import { actAsCitizen, type CitizenActor } from '../act-as-citizen.ts';
import { findPasswordHash, getTransactionStart } from '../passwords.repository.ts';

export type AskEmailChangeInput = { actor: CitizenActor; email: string; password: string };
export type AskEmailChangeOutcome = { outcome: 'asked' } | { outcome: 'password-wrong' } | { outcome: 'same-address' };

/**
 * Asks to change the address. Nothing changes until the link sent to the new address is used; the present address is
 * told at once. Above the quotas no mail is sent and the answer stays the same: the address may belong to somebody else.
 */
export async function askEmailChange(
  app: Pick<App, 'db' | 'passwords'>,
  { actor, email: wanted, password }: AskEmailChangeInput,
): Promise<AskEmailChangeOutcome> {
  const hash = await findPasswordHash(app.db, actor.id);
  if (!(await app.passwords.verify(hash, password))) return { outcome: 'password-wrong' };
  return actAsCitizen(app, actor, async (tx, { id: citizenId, email: present, language }) => {
    if (wanted === present) return { outcome: 'same-address' };
    const askedAt = (await getTransactionStart(tx)).toISOString();
    await queueEmailChange(tx, { citizenId, email: wanted, askedAt });
    await queueAccountNotice(tx, { kind: 'email-change-asked', email: present, language });
    await insertAuditEvent(tx, { name: 'email-change-asked', citizenId, network: actor.network });
    return { outcome: 'asked' };
  });
}
