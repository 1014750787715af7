import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { type Citizen, findCitizenByEmail } from '../../accounts/citizens.repository.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { type AccountMerge, findMergeOfLink, listMergesOf, updateMergeProved } from '../account-merges.repository.ts';
import { queueMergeNews } from '../merge-jobs.ts';
import { findMergeObstacle, type MergeObstacle } from '../merge-obstacle.ts';

type Prove = { actor: CitizenActor; token: string };
/** `taken`: another request already merges the other account into a third one. */
export type ProveOutcome = 'proved' | 'link-dead' | 'taken' | MergeObstacle;

/**
 * Takes the link as the proof that the citizen owns the other account too: whoever reads its mailbox could choose its
 * password. The link works only in the account that asked, so that nobody gives an account away by following a link
 * that somebody else asked for. A second press of the button finds what the first has proved.
 */
export function proveMerge(app: Pick<App, 'db'>, { actor, token }: Prove): Promise<ProveOutcome> {
  return actAsCitizen(app, actor, async (tx, kept) => {
    const merge = await findMergeOfLink(tx, { digest: digestOf(token), keptId: kept.id });
    if (merge === null) return (await isProved(tx, kept.id)) ? 'proved' : 'link-dead';
    return prove(tx, { kept, merge, network: actor.network });
  });
}

async function isProved(tx: Transaction, citizenId: string): Promise<boolean> {
  return (await listMergesOf(tx, citizenId)).some(({ keptId, otherId }) => keptId === citizenId && otherId !== null);
}

type Proving = { kept: Citizen; merge: AccountMerge; network: string };

async function prove(tx: Transaction, { kept, merge, network }: Proving): Promise<ProveOutcome> {
  const other = await findCitizenByEmail(tx, merge.email);
  if (other === null || other.id === kept.id) return 'link-dead';
  const obstacle = await findMergeObstacle(tx, { ...merge, otherId: other.id });
  if (obstacle !== null) return obstacle;
  if (!(await updateMergeProved(tx, { id: merge.id, otherId: other.id }))) return 'taken';
  for (const { id: citizenId, email, language } of [kept, other]) {
    await queueMergeNews(tx, { news: 'proved', citizenId, email, language });
  }
  await insertAuditEvent(tx, { name: 'merge-proved', citizenId: kept.id, network, details: { account: other.id } });
  return 'proved';
}
