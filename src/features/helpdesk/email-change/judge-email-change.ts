import { randomUUID } from 'node:crypto';
import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffAct } from '../../staff/staff-act.ts';
import { findBarrier, type HelpedAccount, lockHelpedAccount } from '../account/helped-accounts.repository.ts';
import { insertHelpdeskAct } from '../acts/helpdesk-acts.repository.ts';
import { queueHelpNotice } from '../helpdesk-jobs.ts';
import {
  deleteEmailChange,
  findAddressTaken,
  findWaitingEmailChange,
  updateEmailChangeConfirmed,
  type WaitingChange,
} from './helpdesk-email-changes.repository.ts';

export const JUDGEMENTS = ['confirm', 'refuse'] as const;
export type Judgement = (typeof JUDGEMENTS)[number];
type Judged = { actId: string; judgement: Judgement; by: StaffActor };
/** `gone`: the request no longer waits. `self`: the colleague who asked may not confirm. */
export type JudgeOutcome = 'confirmed' | 'refused' | 'gone' | 'self' | 'own' | 'colleague' | 'taken';

/**
 * Confirms or refuses, as a second colleague, an address that a first one asked for. The first one may take it back but
 * never confirm it. The owner is told at the current address of the account, and has three days to stop the change.
 */
export async function judgeEmailChange(
  app: Pick<App, 'clock' | 'db'>,
  { actId, judgement, by }: Judged,
): Promise<JudgeOutcome> {
  const asked = await findWaitingEmailChange(app.db, actId);
  if (asked === null) return 'gone';
  const { citizenId } = asked;
  let outcome: JudgeOutcome = 'gone';
  await staffAct<HelpedAccount>(app, by, {
    lock: (tx) => lockHelpedAccount(tx, citizenId),
    async act(tx, account) {
      const change = await findWaitingEmailChange(tx, actId);
      if (change === null) return null;
      outcome = await outcomeOf(tx, { change, judgement, by });
      if (outcome !== 'confirmed' && outcome !== 'refused') return null;
      const confirms = outcome === 'confirmed';
      await (confirms ? updateEmailChangeConfirmed(tx, actId) : deleteEmailChange(tx, actId));
      const grounds = {
        reason: { code: change.reason, words: change.reasonWords },
        proof: { code: change.proof, words: change.proofWords },
      };
      const act = confirms ? 'email-change-confirmed' : 'email-change-refused';
      await insertHelpdeskAct(tx, { id: randomUUID(), citizenId, staffMemberId: by.id, act, ...grounds });
      const to = { citizenId, email: account.email, language: account.language };
      await queueHelpNotice(tx, { act, reason: change.reason, ...to, at: app.clock.now().toISOString() });
      return { name: 'citizen-helped', details: { citizenId, act, ...grounds } };
    },
  });
  return outcome;
}

type Judging = { change: WaitingChange; judgement: Judgement; by: StaffActor };

async function outcomeOf(tx: Transaction, { change, judgement, by }: Judging): Promise<JudgeOutcome> {
  const barrier = await findBarrier(tx, { citizenId: change.citizenId, staffMemberId: by.id });
  if (barrier !== null) return barrier;
  if (judgement === 'refuse') return 'refused';
  if (change.askedBy === by.id) return 'self';
  return (await findAddressTaken(tx, change.email)) ? 'taken' : 'confirmed';
}
