import type { App } from '../../app.ts';
import type { Transaction } from '../../platform/database.ts';
import { type Citizen, lockCitizen } from './citizens.repository.ts';
import { findSignInOpen } from './sign-ins.repository.ts';

/**
 * Identifies the person who acts. A use case receives nothing else about them, as all the rest may have changed since
 * the request began.
 */
export type CitizenActor = { id: string; signInId: string; network: string };

/**
 * Thrown when the sign-in or the account was ended while the request waited. The guard answers it like a form sent
 * without a session.
 */
export class SignInEnded extends Error {
  constructor() {
    super('the sign-in has ended');
  }
}

/**
 * Runs every change that a citizen makes, in one transaction. It locks the account, then checks that the sign-in is
 * still open: somebody who was signed out meanwhile, for instance by a new password, changes nothing (throws
 * SignInEnded). `work` receives the citizen as read under the lock, and locks other rows after the account.
 */
export function actAsCitizen<Result>(
  app: Pick<App, 'db'>,
  { id, signInId }: CitizenActor,
  work: (tx: Transaction, citizen: Citizen) => Promise<Result>,
): Promise<Result> {
  return app.db.transaction(async (tx) => {
    const citizen = await lockCitizen(tx, id);
    // This must be a statement of its own: a statement that waited for a lock still sees the other tables as they were
    // before the wait.
    if (citizen === null || !(await findSignInOpen(tx, { citizenId: id, signInId }))) throw new SignInEnded();
    return work(tx, citizen);
  });
}
