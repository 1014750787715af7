import type { App } from '../../../app.ts';
import { addJob } from '../../../platform/jobs.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffAct } from '../../staff/staff-act.ts';
import { actingName } from './acting-name.ts';
import type { Fate } from './fates.ts';
import { lockRetentionRun, type RetentionRun, updateRetentionRunJudged } from './retention-runs.repository.ts';
import { updateRunSubmissionsReleased } from './run-submissions.repository.ts';
import { packingJob } from './transfer/packing-job.ts';

/** `refusal` is the reason for a refusal, or null to confirm. */
type Judgement = { id: string; refusal: string | null; by: StaffActor };
/**
 * `self`: the person who proposed the run may take it back but never confirm it. `gone`: somebody has judged it
 * otherwise before.
 */
export type JudgeOutcome = 'judged' | 'self' | 'gone';

/** The status that follows the confirmation. A transfer is packed first: its confirmation destroys nothing. */
const CONFIRMED = { destroy: 'destroying', transfer: 'packing' } as const satisfies Record<Fate, string>;

/**
 * Confirms or refuses, as a second administrator, a run that a first one proposed. A job then carries out a confirmed
 * run.
 */
export async function judgeRun(app: Pick<App, 'db'>, { id, refusal, by }: Judgement): Promise<JudgeOutcome> {
  let outcome: JudgeOutcome = 'gone';
  await staffAct<RetentionRun>(app, by, {
    lock: (tx) => lockRetentionRun(tx, id),
    async act(tx, run) {
      outcome = outcomeOf(run, { id, refusal, by });
      if (outcome !== 'judged' || run.status !== 'proposed') return null;
      const status = refusal === null ? CONFIRMED[run.fate] : 'refused';
      await updateRetentionRunJudged(tx, { id, status, refusal, by: { id: by.id, name: await actingName(tx, by) } });
      if (status === 'refused') await updateRunSubmissionsReleased(tx, id);
      else if (status === 'packing') await addJob(tx, packingJob(id));
      else await addJob(tx, { name: 'carry-out-retention', payload: {} });
      const judgement = refusal === null ? 'confirmed' : 'refused';
      return { name: 'retention-judged', details: { run: id, slug: run.slug, judgement, reason: refusal ?? '' } };
    },
  });
  return outcome;
}

/** A second press of the same button by the same person counts as the first one. */
function outcomeOf(run: RetentionRun, { refusal, by }: Judgement): JudgeOutcome {
  if (refusal === null && run.proposedBy === by.id) return 'self';
  if (run.status === 'proposed') return 'judged';
  const same = run.judgedBy === by.id && (run.status === 'refused') === (refusal !== null);
  return same ? 'judged' : 'gone';
}
