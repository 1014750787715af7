import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { Transaction } from '../../../platform/database.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffOpening } from '../../staff/staff-opening.ts';
import {
  type ReadSubmission,
  readSubmission,
  type SubmissionApp,
} from '../../submissions/follow-up/read-submission.ts';
import { listSubmissionEvents } from '../../submissions/follow-up/submission-events.repository.ts';
import { findSubmissionOfAgent } from '../../submissions/follow-up/submissions.repository.ts';
import { noteOpening } from '../../submissions/handling/note-opening.ts';
import type { SubmissionEvent } from '../../submissions/handling/submission-event.ts';
import type { Submission } from '../../submissions/submission.ts';
import { staffSubmissionPath } from './staff-submission-path.ts';

type Opened = { reference: string; by: StaffActor };
export type OpenedSubmission = ReadSubmission & { events: readonly SubmissionEvent[] };

/**
 * Reads a submission for an agent, and writes down who read it: in the audit log, and in the timeline that the citizen
 * reads. Throws NotFound for one of a department that the agent does not work for. `reference` is eleven digits.
 */
export async function openSubmission(
  app: SubmissionApp & Pick<App, 'db'>,
  { reference, by }: Opened,
): Promise<OpenedSubmission> {
  const found = await staffOpening(app, by, {
    find: (tx) => findAndNote(tx, { reference, by }),
    event: () => ({ name: 'submission-opened', details: { reference } }),
  });
  const documentsUnder = `${staffSubmissionPath(reference)}/documents`;
  const read = await readSubmission(app, { found, documentsUnder });
  return { ...read, events: await listSubmissionEvents(app.db, found.id) };
}

async function findAndNote(tx: Transaction, { reference, by }: Opened): Promise<Submission> {
  const found = await findSubmissionOfAgent(tx, { reference, agentId: by.id });
  if (found === null) throw new NotFound();
  await noteOpening(tx, { submissionId: found.id, staffMemberId: by.id });
  return found;
}
