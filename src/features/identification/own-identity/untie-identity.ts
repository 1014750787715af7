import type { App } from '../../../app.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { getOwnPasswordHash } from '../../accounts/password/own-password.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { deleteIdentity } from '../identities.repository.ts';

export type UntieOutcome = { outcome: 'untied' } | { outcome: 'password-wrong' };
type Untie = { actor: CitizenActor; password: string };

/** Forgets who stands behind the account. What was filed keeps what it says; the level of this session is gone at once. */
export async function untieIdentity(
  app: Pick<App, 'db' | 'passwords'>,
  { actor, password }: Untie,
): Promise<UntieOutcome> {
  const hash = await getOwnPasswordHash(app.db, actor);
  if (!(await app.passwords.verify(hash, password))) return { outcome: 'password-wrong' };
  await actAsCitizen(app, actor, async (tx, { id: citizenId }) => {
    const untied = await deleteIdentity(tx, citizenId);
    if (untied) await insertAuditEvent(tx, { name: 'identity-untied', citizenId, network: actor.network });
  });
  return { outcome: 'untied' };
}
