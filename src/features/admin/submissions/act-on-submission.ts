import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffAct } from '../../staff/staff-act.ts';
import { lockSubmissionOfAgent } from '../../submissions/follow-up/submissions.repository.ts';
import { type Change, type ChangingApp, changeSubmission } from '../../submissions/handling/change-submission.ts';
import type { Submission } from '../../submissions/submission.ts';

type AgentAct = {
  /** Eleven digits. */
  reference: string;
  /** The revision that the form was shown with. Null for an act that other changes do not prevent. */
  seen: number | null;
  by: StaffActor;
};
/**
 * `gone`: the submission does not exist, or not for this agent. `changed`: it changed after the form was shown.
 * `refused`: its status does not allow this act.
 */
export type ActOutcome = 'done' | 'gone' | 'changed' | 'refused';
export type HandlingApp = Pick<App, 'db'> & ChangingApp;

/**
 * Runs every act of an agent on a submission, through `staffAct`. `act`, which runs under the locks, returns the
 * change, or null to refuse it. Nothing changes when a colleague has changed the submission meanwhile.
 */
export async function actOnSubmission(
  app: HandlingApp,
  { reference, seen, by }: AgentAct,
  act: (tx: Transaction, submission: Submission) => Promise<Change | null>,
): Promise<ActOutcome> {
  let outcome: ActOutcome = 'gone';
  await staffAct<Submission>(app, by, {
    lock: (tx) => lockSubmissionOfAgent(tx, { reference, agentId: by.id }),
    async act(tx, submission) {
      outcome = 'changed';
      if (seen !== null && submission.revision !== seen) return null;
      outcome = 'refused';
      const change = await act(tx, submission);
      if (change === null) return null;
      if (!(await changeSubmission(app, tx, { submission, change, by: { kind: 'staff', id: by.id } }))) return null;
      outcome = 'done';
      return { name: 'submission-handled', details: { reference, act: change.event.name } };
    },
  });
  return outcome;
}
