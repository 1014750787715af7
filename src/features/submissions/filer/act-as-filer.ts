import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import { actAsCitizen } from '../../accounts/act-as-citizen.ts';
import { type Citizen, findCitizen } from '../../accounts/citizens.repository.ts';
import { lockActingStaff } from '../../staff/lock-acting-staff.ts';
import type { Filer } from './filer.ts';

/**
 * Runs a change that a filer makes, in one transaction. That of a citizen or an agent reads their authority again behind
 * the lock of their account, and `work` receives the citizen whose request it is as read there; a guest has no authority
 * beyond their own drafts, whose owner stands in the `where`.
 */
export function actAsFiler<Result>(
  app: Pick<App, 'db'>,
  filer: Filer,
  work: (tx: Transaction, citizen: Citizen | null) => Promise<Result>,
): Promise<Result> {
  if (filer.kind === 'citizen') return actAsCitizen(app, filer.actor, work);
  return app.db.transaction(async (tx) => {
    if (filer.kind === 'guest') return work(tx, null);
    await lockActingStaff(tx, filer.agent);
    return work(tx, filer.citizen === null ? null : await findCitizen(tx, filer.citizen.id));
  });
}
