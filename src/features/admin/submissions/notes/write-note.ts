import type { App } from '../../../../app.ts';
import type { StaffActor } from '../../../staff/signed-in-staff.ts';
import { staffAct } from '../../../staff/staff-act.ts';
import { lockSubmissionOfAgent } from '../../../submissions/follow-up/submissions.repository.ts';
import { insertNote } from './notes.repository.ts';

type Writing = {
  /** Eleven digits. */
  reference: string;
  by: StaffActor;
  text: string;
};

/**
 * Writes a note for colleagues. It is no event of the submission, which the citizen would read, and counts as no change
 * of it. Returns false for a submission of a department that the agent does not work for.
 */
export function writeNote(app: Pick<App, 'db'>, { reference, by, text }: Writing): Promise<boolean> {
  return staffAct(app, by, {
    lock: (tx) => lockSubmissionOfAgent(tx, { reference, agentId: by.id }),
    async act(tx, { id: submissionId }) {
      await insertNote(tx, { submissionId, staffMemberId: by.id, text });
      return { name: 'submission-handled', details: { reference, act: 'note-written' } };
    },
  });
}
