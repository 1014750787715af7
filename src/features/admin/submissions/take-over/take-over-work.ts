import type { Transaction } from '../../../../platform/database.ts';
import type { StaffActor } from '../../../staff/signed-in-staff.ts';
import type { Change } from '../../../submissions/handling/change-submission.ts';
import { isOpen } from '../../../submissions/submission-status.ts';
import { actOnSubmission, type HandlingApp } from '../act-on-submission.ts';
import { assign } from '../acts/assignment.ts';
import { listReferencesToTake } from './open-work.repository.ts';

/** A colleague's work, `from`, and who gets it. Both are ids. */
type TakeOver = { from: string; to: string; by: StaffActor };
/** `changed` counts what a colleague took, gave or closed meanwhile. */
export type TakenOver = { done: number; changed: number };

/**
 * An absent agent has fewer open submissions; a form that gave more over would keep its sender waiting for too long.
 */
export const TAKEN_OVER_AT_MOST = 500;

/**
 * Gives each open submission of a colleague to another as the page of its assignment does, in a transaction of its own.
 * What is no longer theirs once it is locked stays where it is, so that the same form sent twice changes nothing more.
 */
export async function takeOverWork(app: HandlingApp, { from, to, by }: TakeOver): Promise<TakenOver> {
  const asked = { agentId: by.id, assigneeId: from, to, limit: TAKEN_OVER_AT_MOST };
  const references = await listReferencesToTake(app.db, asked);
  let done = 0;
  for (const reference of references) {
    const outcome = await actOnSubmission(
      app,
      { reference, seen: null, by },
      async (tx: Transaction, submission): Promise<Change | null> =>
        submission.assigneeId === from && isOpen(submission.status) ? assign(tx, submission, { to, by: by.id }) : null,
    );
    if (outcome === 'done') done += 1;
  }
  return { done, changed: references.length - done };
}
