import type { App } from '../../../app.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { findCitizen } from '../../accounts/citizens.repository.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { deleteMergeOf } from '../account-merges.repository.ts';
import { queueMergeNews } from '../merge-jobs.ts';

type Cancel = { actor: CitizenActor; mergeId: string };

/** Stops a merge, from either account, until the second colleague has confirmed it. */
export function cancelMerge(app: Pick<App, 'db'>, { actor, mergeId }: Cancel): Promise<'cancelled' | 'gone'> {
  return actAsCitizen(app, actor, async (tx, { id: citizenId }) => {
    const merge = await deleteMergeOf(tx, { id: mergeId, citizenId });
    if (merge === null) return 'gone';
    for (const id of merge.otherId === null ? [] : [merge.keptId, merge.otherId]) {
      const account = await findCitizen(tx, id);
      if (account === null) continue;
      const { email, language } = account;
      await queueMergeNews(tx, { news: 'cancelled', citizenId: id, email, language });
    }
    await insertAuditEvent(tx, { name: 'merge-cancelled', citizenId, network: actor.network });
    return 'cancelled';
  });
}
