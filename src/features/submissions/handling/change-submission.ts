import type { App } from '../../../app.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import type { Transaction } from '../../../platform/database.ts';
import type { Answers } from '../../procedures/definition/answers.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import { insertSubmissionEvent } from '../follow-up/submission-events.repository.ts';
import { type ChangedSubmission, updateSubmission } from '../follow-up/submissions.repository.ts';
import type { Submission } from '../submission.ts';
import { isOpen, mayBecome, type SubmissionActor, type SubmissionStatus } from '../submission-status.ts';
import { announceNews } from './announce-news.ts';
import { resumedDay } from './paused-delay.ts';
import { type ChangedBy, isSameActor } from './submission-actor.ts';
import {
  ANSWERS_TO_CORRECTION,
  EVENTS_TOLD_TO_FILER,
  MAILED_EVENTS,
  type SubmissionEventContent,
} from './submission-event.ts';
import { deleteWaitingCorrection, insertWaitingCorrection } from './waiting-corrections.repository.ts';

export type ChangingApp = Pick<App, 'clock'> & { procedures: Procedures };
export type Change = {
  event: SubmissionEventContent;
  /** A value that is left out stays as it is. A status that is given must be one that can follow the present one. */
  status?: SubmissionStatus;
  assigneeId?: string | null;
  /** All answers of the request, with national numbers sealed. */
  answers?: Answers;
  dueOn?: string | null;
  feeCents?: number;
};
type Changing = { submission: Submission; change: Change; by: ChangedBy };

/**
 * Changes a submission that the caller has locked: its row, one event, and the mail that tells of it. Everything that
 * happens after filing passes here. Returns false, and changes nothing, when its status does not let it.
 */
export async function changeSubmission(
  app: ChangingApp,
  tx: Transaction,
  { submission, change, by }: Changing,
): Promise<boolean> {
  const { status = submission.status } = change;
  if (change.status !== undefined && !mayBecome(submission.status, { status, by: sideOf(by) })) return false;
  await updateSubmission(tx, await changed(app, submission, { ...change, status }));
  await insertSubmissionEvent(tx, {
    submissionId: submission.id,
    content: change.event,
    by,
  });
  await noteCorrection(tx, { submission, change, by });
  if (isTold({ submission, change, by })) await announceNews(tx, submission.id);
  return true;
}

/** Returns true when a mail tells of the change: not to whoever made it, but to the filer for an organisation. */
function isTold({ submission: { citizenId }, change: { event }, by }: Changing): boolean {
  if (sideOf(by) !== 'citizen') return MAILED_EVENTS.has(event.name);
  return (
    citizenId !== null && !isSameActor(by, { kind: 'citizen', id: citizenId }) && EVENTS_TOLD_TO_FILER.has(event.name)
  );
}

/** A guest has the rights of whoever filed a request. */
const sideOf = ({ kind }: ChangedBy): SubmissionActor => (kind === 'guest' ? 'citizen' : kind);

/** The delay stands still while the commune waits for the citizen, and goes on with what they send. */
async function changed(
  { clock, procedures }: ChangingApp,
  submission: Submission,
  change: Change & { status: SubmissionStatus },
): Promise<ChangedSubmission> {
  const { status } = change;
  const { id, pausedOn } = submission;
  const now = clock.now();
  const today = localDateOf(now);
  const kept = change.dueOn === undefined ? submission.dueOn : change.dueOn;
  const resumes = pausedOn !== null && status !== 'to-complete';
  const definition = resumes ? await procedures.form(submission.slug, submission.version) : null;
  return {
    id,
    status,
    assigneeId: change.assigneeId === undefined ? submission.assigneeId : change.assigneeId,
    answers: change.answers ?? submission.answers,
    dueOn: definition === null || pausedOn === null ? kept : resumedDay(definition, { dueOn: kept, pausedOn, today }),
    feeCents: change.feeCents ?? submission.feeCents,
    pausedOn: status === 'to-complete' ? (pausedOn ?? today) : null,
    closedAt: isOpen(status) ? null : (submission.closedAt ?? now),
  };
}

/** A request for correction waits for the staff until they answer it, or nothing can be changed any more. */
async function noteCorrection(tx: Transaction, { submission: { id }, change, by }: Changing): Promise<void> {
  const { event, status } = change;
  if (event.name === 'correction-requested') return insertWaitingCorrection(tx, id);
  const answered = by.kind === 'staff' && ANSWERS_TO_CORRECTION.has(event.name);
  if (answered || (status !== undefined && !isOpen(status))) await deleteWaitingCorrection(tx, id);
}
