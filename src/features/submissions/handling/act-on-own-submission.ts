import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { Transaction } from '../../../platform/database.ts';
import type { Citizen } from '../../accounts/citizens.repository.ts';
import { actAsFiler } from '../filer/act-as-filer.ts';
import type { Filer } from '../filer/filer.ts';
import { lockSubmission } from '../follow-up/submissions.repository.ts';
import type { Submission } from '../submission.ts';
import { type Change, type ChangingApp, changeSubmission } from './change-submission.ts';
import { citizenOrGuest } from './submission-actor.ts';

type OwnAct = {
  /** Eleven digits. */
  reference: string;
  filer: Filer;
  /** The revision that the form was shown with. Null for an act that no other change stands in the way of. */
  seen: number | null;
};
/** `changed`: something else happened since the form was shown. `refused`: its status does not let this act. */
export type OwnActOutcome = 'done' | 'changed' | 'refused';

/**
 * Runs every act of a citizen on a submission that they may read, in one transaction: locks their account, then the
 * submission, and lets `act` say what changes; null refuses the act. Throws NotFound for one that is not theirs.
 */
export function actOnOwnSubmission(
  app: Pick<App, 'db'> & ChangingApp,
  { reference, filer, seen }: OwnAct,
  act: (tx: Transaction, submission: Submission, citizen: Citizen | null) => Promise<Change | null>,
): Promise<OwnActOutcome> {
  return actAsFiler(app, filer, async (tx, citizen) => {
    const submission = await lockSubmission(tx, { reference, citizenId: filer.id });
    if (submission === null) throw new NotFound();
    if (seen !== null && submission.revision !== seen) return 'changed';
    const change = await act(tx, submission, citizen);
    if (change === null) return 'refused';
    return (await changeSubmission(app, tx, { submission, change, by: citizenOrGuest(citizen) })) ? 'done' : 'refused';
  });
}
