import type { App } from '../../../../app.ts';
import { addJob } from '../../../../platform/jobs.ts';
import type { StaffActor } from '../../../staff/signed-in-staff.ts';
import { staffAct } from '../../../staff/staff-act.ts';
import { actingName } from '../acting-name.ts';
import { lockRetentionRun, type RetentionRun } from '../retention-runs.repository.ts';
import { updateRunSubmissionsReleased } from '../run-submissions.repository.ts';
import { updateRunNotTaken, updateRunReceived } from './transfers.repository.ts';

/** The answer of the archives: their receipt, or the reason why they do not take the package. */
export type ArchivesAnswer = { kind: 'received'; receipt: string } | { kind: 'not-taken'; reason: string };
type Answer = { id: string; answer: ArchivesAnswer; by: StaffActor };
/**
 * `not-downloaded`: nobody has downloaded the package, so that it cannot have been handed over. `gone`: somebody else
 * recorded an answer before.
 */
export type AnswerOutcome = 'answered' | 'not-downloaded' | 'gone';

/**
 * Records the answer of the archives. Once they have received the package, a job destroys the packed requests; requests
 * that they do not take stay, and may be proposed again.
 */
export async function answerTransfer(app: Pick<App, 'db'>, { id, answer, by }: Answer): Promise<AnswerOutcome> {
  let outcome: AnswerOutcome = 'gone';
  await staffAct<RetentionRun>(app, by, {
    lock: (tx) => lockRetentionRun(tx, id),
    async act(tx, run) {
      outcome = outcomeOf(run, { id, answer, by });
      if (outcome !== 'answered' || run.answeredAt !== null) return null;
      const answered = { id, by: { id: by.id, name: await actingName(tx, by) } };
      if (answer.kind === 'received') {
        await updateRunReceived(tx, { ...answered, receipt: answer.receipt });
        await addJob(tx, { name: 'carry-out-retention', payload: {} });
      } else {
        await updateRunNotTaken(tx, { ...answered, refusal: answer.reason });
        await updateRunSubmissionsReleased(tx, id);
      }
      const reason = answer.kind === 'received' ? answer.receipt : answer.reason;
      return { name: 'retention-answered', details: { run: id, slug: run.slug, answer: answer.kind, reason } };
    },
  });
  return outcome;
}

/** A second press of the same button by the same person counts as the first. A run still being packed may be given up. */
function outcomeOf(run: RetentionRun, { answer, by }: Answer): AnswerOutcome {
  if (run.answeredAt !== null) {
    const same = run.answeredBy === by.id && (run.receipt !== null) === (answer.kind === 'received');
    return same ? 'answered' : 'gone';
  }
  if (run.status === 'packing') return answer.kind === 'not-taken' ? 'answered' : 'not-downloaded';
  if (run.status !== 'packed') return 'gone';
  return answer.kind === 'received' && run.downloadedAt === null ? 'not-downloaded' : 'answered';
}
