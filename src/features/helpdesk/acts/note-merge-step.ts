import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../../platform/database.ts';
import { queueHelpNotice } from '../helpdesk-jobs.ts';
import type { Grounds, MergeRefusal, RecordedAct, Said } from './help-acts.ts';
import { insertHelpdeskAct } from './helpdesk-acts.repository.ts';
import type { HelpNotice } from './send-help-notice.ts';

/** The grounds of a step that is not refused: the owner asked for the merge, and both mailboxes answered. */
const ASKED: Grounds['reason'] = { code: 'asked-in-account', words: '' };
const PROOF: Grounds['proof'] = { code: 'both-mailboxes', words: '' };
type Step = {
  act: Extract<RecordedAct, `merge-${string}`>;
  /** Null unless the merge was refused. */
  refusal: Said<MergeRefusal> | null;
  staffMemberId: string;
  at: Date;
  /** The account whose history shows the step. */
  citizenId: string;
  /** The mailboxes of the owner, which all get the notice. */
  addresses: readonly Pick<HelpNotice, 'email' | 'language'>[];
};

/** Writes what a colleague did about a merge into the history of an account, and tells its owner. */
export async function noteMergeStep(tx: Transaction, step: Step): Promise<void> {
  const { act, citizenId, staffMemberId, at, addresses } = step;
  const reason = step.refusal ?? ASKED;
  await insertHelpdeskAct(tx, { id: randomUUID(), citizenId, staffMemberId, act, reason, proof: PROOF });
  for (const { email, language } of addresses) {
    await queueHelpNotice(tx, { act, reason: reason.code, citizenId, email, language, at: at.toISOString() });
  }
}
