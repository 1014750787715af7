import type { App } from '../../../app.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffAct } from '../../staff/staff-act.ts';
import { actingName } from './acting-name.ts';
import { countDueSubmissions, insertRunSubmissions } from './due-submissions.repository.ts';
import type { Fate } from './fates.ts';
import { findRetentionRun, insertRetentionRun, lockProposals } from './retention-runs.repository.ts';

type Proposal = {
  /** The id of the form, so that a form sent twice proposes one run. */
  id: string;
  slug: string;
  fate: Fate;
  authorisation: string;
  by: StaffActor;
};

/**
 * Proposes a run for the requests of one procedure that are due now, and fixes which requests it holds. Nothing happens
 * to them before a second administrator confirms the run.
 */
export async function proposeRun(
  app: Pick<App, 'clock' | 'db'>,
  { id, slug, fate, authorisation, by }: Proposal,
): Promise<'proposed' | 'nothing-due'> {
  let outcome: 'proposed' | 'nothing-due' = 'nothing-due';
  await staffAct(app, by, {
    async lock(tx) {
      await lockProposals(tx);
      return slug;
    },
    async act(tx) {
      outcome = 'proposed';
      if ((await findRetentionRun(tx, id)) !== null) return null;
      const now = app.clock.now();
      outcome = 'nothing-due';
      if ((await countDueSubmissions(tx, { slug, fate, atMost: 1 }, now)).due === 0) return null;
      await insertRetentionRun(tx, {
        id,
        slug,
        fate,
        authorisation,
        by: { id: by.id, name: await actingName(tx, by) },
      });
      const requests = await insertRunSubmissions(tx, { runId: id, slug, fate, now });
      outcome = 'proposed';
      return { name: 'retention-proposed', details: { run: id, slug, fate, requests } };
    },
  });
  return outcome;
}
