import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { findBarrier } from '../../helpdesk/account/helped-accounts.repository.ts';
import type { MergeRefusal, Said } from '../../helpdesk/acts/help-acts.ts';
import { noteMergeStep } from '../../helpdesk/acts/note-merge-step.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffAct } from '../../staff/staff-act.ts';
import { findMergeObstacle, type MergeObstacle } from '../merge-obstacle.ts';
import { mergeAccounts } from '../moving/merge-accounts.ts';
import {
  deleteJudgedMerge,
  deleteMergesOfBoth,
  findWaitingMerge,
  lockBothAccounts,
  updateMergeConfirmed,
  type WaitingMerge,
} from './waiting-merges.repository.ts';

/** `refusal` is null to confirm. */
type Judged = { mergeId: string; refusal: Said<MergeRefusal> | null; by: StaffActor };
type Done = 'confirmed' | 'merged' | 'refused';
/** `gone`: the merge no longer waits. `self`: the colleague who confirmed first cannot confirm a second time. */
export type JudgeOutcome = Done | 'gone' | 'self' | 'own' | 'colleague' | MergeObstacle;
type JudgeApp = Pick<App, 'clock' | 'db' | 'sealing'>;

/**
 * Confirms or refuses a merge. The first colleague who confirms changes nothing else; the second one merges the two
 * accounts, in the transaction that locked both. One colleague is enough to refuse.
 */
export async function judgeMerge(app: JudgeApp, { mergeId, refusal, by }: Judged): Promise<JudgeOutcome> {
  const asked = await findWaitingMerge(app.db, mergeId);
  if (asked === null) return 'gone';
  const ids = [asked.kept.id, asked.other.id] as const;
  let outcome: JudgeOutcome = 'gone';
  await staffAct<true>(app, by, {
    lock: async (tx) => ((await lockBothAccounts(tx, ids)) ? true : null),
    async act(tx) {
      const merge = await findWaitingMerge(tx, mergeId);
      if (merge === null) return null;
      outcome = await outcomeOf(tx, { merge, refusal, by });
      if (!isDone(outcome)) return null;
      await carryOut(tx, app, { merge, outcome, refusal, by });
      const [citizenId, account] = ids;
      if (outcome === 'merged') return { name: 'accounts-merged', details: { citizenId, account } };
      return { name: 'merge-judged', details: { citizenId, account, act: outcome, reason: refusal } };
    },
  });
  return outcome;
}

const isDone = (outcome: JudgeOutcome): outcome is Done =>
  outcome === 'confirmed' || outcome === 'merged' || outcome === 'refused';

type Judging = Omit<Judged, 'mergeId'> & { merge: WaitingMerge };

async function outcomeOf(tx: Transaction, { merge, refusal, by }: Judging): Promise<JudgeOutcome> {
  const { kept, other, email, askedAt } = merge;
  for (const { id: citizenId } of [kept, other]) {
    const barrier = await findBarrier(tx, { citizenId, staffMemberId: by.id });
    if (barrier !== null) return barrier;
  }
  if (refusal !== null) return 'refused';
  if (merge.confirmedBy === by.id) return 'self';
  const obstacle = await findMergeObstacle(tx, { keptId: kept.id, otherId: other.id, email, askedAt });
  if (obstacle !== null) return obstacle;
  return merge.confirmedBy === null ? 'confirmed' : 'merged';
}

type CarriedOut = Judging & { outcome: Done };
const ACTS = { confirmed: 'merge-confirmed', merged: 'merge-done', refused: 'merge-refused' } as const;

/** Stores the outcome and tells the owner at both addresses and in the history of the account that stays. */
async function carryOut(tx: Transaction, app: JudgeApp, { merge, outcome, refusal, by }: CarriedOut): Promise<void> {
  const { id, kept, other } = merge;
  if (outcome === 'confirmed') await updateMergeConfirmed(tx, { id, staffMemberId: by.id });
  if (outcome === 'refused') await deleteJudgedMerge(tx, id);
  if (outcome === 'merged') {
    await mergeAccounts(tx, app, { kept, other });
    await deleteMergesOfBoth(tx, [kept.id, other.id]);
    await insertAuditEvent(tx, { name: 'account-closed', citizenId: other.id, network: null });
  }
  const step = { act: ACTS[outcome], refusal, staffMemberId: by.id, at: app.clock.now() };
  await noteMergeStep(tx, { ...step, citizenId: kept.id, addresses: [kept, other] });
}
