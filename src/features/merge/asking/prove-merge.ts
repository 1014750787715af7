import type { App } from '../../../app.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { findCitizenByEmail } from '../../accounts/citizens.repository.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { findMergeOfLink, updateMergeProved } from '../account-merges.repository.ts';
import { queueMergeNews } from '../merge-jobs.ts';
import { findMergeObstacle, type MergeObstacle } from '../merge-obstacle.ts';

type Prove = { actor: CitizenActor; token: string };
/** `taken`: another request already merges the other account into a third one. */
export type ProveOutcome = 'proved' | 'link-dead' | 'taken' | MergeObstacle;

/**
 * Takes the link as the proof that the citizen owns the other account too: whoever reads its mailbox could choose its
 * password. The link works only in the account that asked, so that nobody gives an account away by following a link
 * that somebody else asked for.
 */
export function proveMerge(app: Pick<App, 'db'>, { actor, token }: Prove): Promise<ProveOutcome> {
  return actAsCitizen(app, actor, async (tx, kept): Promise<ProveOutcome> => {
    const merge = await findMergeOfLink(tx, { digest: digestOf(token), keptId: kept.id });
    const other = merge === null ? null : await findCitizenByEmail(tx, merge.email);
    if (merge === null || other === null || other.id === kept.id) return 'link-dead';
    const obstacle = await findMergeObstacle(tx, { ...merge, otherId: other.id });
    if (obstacle !== null) return obstacle;
    if (!(await updateMergeProved(tx, { id: merge.id, otherId: other.id }))) return 'taken';
    for (const { id: citizenId, email, language } of [kept, other]) {
      await queueMergeNews(tx, { news: 'proved', citizenId, email, language });
    }
    const details = { account: other.id };
    await insertAuditEvent(tx, { name: 'merge-proved', citizenId: kept.id, network: actor.network, details });
    return 'proved';
  });
}
