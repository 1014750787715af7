import type { App } from '../../../app.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { insertAccountMerge, listMergesOf } from '../account-merges.repository.ts';
import { queueMergeLink } from '../merge-jobs.ts';

type Ask = { actor: CitizenActor; email: string; formId: string };
/** `waiting`: both accounts of an earlier request are proved already, so that it must be cancelled first. */
export type AskMergeOutcome = 'asked' | 'unconfirmed' | 'same-address' | 'waiting';

/**
 * Asks to merge another account into this one. A link is mailed to the address of the other account when it exists; the
 * answer is the same when it does not.
 */
export function askMerge(app: Pick<App, 'db'>, { actor, email, formId }: Ask): Promise<AskMergeOutcome> {
  return actAsCitizen(app, actor, async (tx, kept) => {
    if (kept.emailConfirmedAt === null) return 'unconfirmed';
    if (email.toLowerCase() === kept.email.toLowerCase()) return 'same-address';
    if ((await listMergesOf(tx, kept.id)).some(({ otherId }) => otherId !== null)) return 'waiting';
    const id = await insertAccountMerge(tx, { keptId: kept.id, email, formId });
    if (id === null) return 'asked';
    await queueMergeLink(tx, id);
    await insertAuditEvent(tx, { name: 'merge-asked', citizenId: kept.id, network: actor.network });
    return 'asked';
  });
}
