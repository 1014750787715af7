import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import { actAsCitizen } from '../../accounts/act-as-citizen.ts';
import type { Citizen } from '../../accounts/citizens.repository.ts';
import type { Filer } from './filer.ts';

/**
 * Runs a change that a filer makes, in one transaction. That of a citizen reads their authority again behind the lock of
 * their account, and `work` receives the citizen as read there; a guest has no authority beyond their own drafts, whose
 * owner stands in the `where`.
 */
export function actAsFiler<Result>(
  app: Pick<App, 'db'>,
  filer: Filer,
  work: (tx: Transaction, citizen: Citizen | null) => Promise<Result>,
): Promise<Result> {
  return filer.kind === 'guest' ? app.db.transaction((tx) => work(tx, null)) : actAsCitizen(app, filer.actor, work);
}
