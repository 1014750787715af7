import type { Transaction } from '../../../../platform/database.ts';
import type { StaffActor } from '../../../staff/signed-in-staff.ts';
import type { Change } from '../../../submissions/handling/change-submission.ts';
import type { Submission } from '../../../submissions/submission.ts';
import { type ActOutcome, actOnSubmission, type HandlingApp } from '../act-on-submission.ts';
import { assign } from '../acts/assignment.ts';
import { closed, mayClose } from '../acts/closing.ts';

/** An act that is done on several submissions. `assignee` is the id of a colleague. */
export type BatchAct = { act: 'take' } | { act: 'assign'; assignee: string } | { act: 'close'; reason: string };
/** `reference` is eleven digits. */
export type BatchResult = { reference: string; outcome: ActOutcome };
type Batch = { references: readonly string[]; act: BatchAct; by: StaffActor };

/**
 * Does an act on each submission in a transaction of its own, one after the other, so that one that is refused holds
 * nothing back. What a colleague has taken meanwhile is not taken from them.
 */
export async function actOnSeveral(app: HandlingApp, { references, act, by }: Batch): Promise<BatchResult[]> {
  const results: BatchResult[] = [];
  for (const reference of references) {
    const outcome = await actOnSubmission(app, { reference, seen: null, by }, (tx, submission) =>
      changeOf(tx, submission, { act, by: by.id }),
    );
    results.push({ reference, outcome });
  }
  return results;
}

async function changeOf(
  tx: Transaction,
  submission: Submission,
  { act, by }: { act: BatchAct; by: string },
): Promise<Change | null> {
  switch (act.act) {
    case 'take':
      return submission.assigneeId === null ? assign(tx, submission, { to: by, by }) : null;
    case 'assign':
      return assign(tx, submission, { to: act.assignee, by });
    case 'close':
      return mayClose(submission) ? closed({ reason: act.reason }) : null;
  }
}
