import type { App } from '../../app.ts';
import type { Transaction } from '../../platform/database.ts';
import { type Citizen, lockCitizen } from './citizens.repository.ts';
import { findSignInOpen } from './sign-ins.repository.ts';

/** What a use case is told of who acts: never what was read as the request began, which may be true no more. */
export type CitizenActor = { id: string; signInId: string; network: string };

/** The sign-in was ended, or the account, while the request waited. The guard answers it as a form without a session. */
export class SignInEnded extends Error {
  constructor() {
    super('the sign-in has ended');
  }
}

/**
 * Everything that a citizen changes passes through here, in one transaction: the account is locked, then its sign-in is read
 * again, so that whoever was signed out while waiting, by a new password for one, acts no more (throws SignInEnded). `work` is
 * given the citizen as the lock found it. Other rows are locked in `work`, after the account.
 */
export function actAsCitizen<Result>(
  app: Pick<App, 'db'>,
  { id, signInId }: CitizenActor,
  work: (tx: Transaction, citizen: Citizen) => Promise<Result>,
): Promise<Result> {
  return app.db.transaction(async (tx) => {
    const citizen = await lockCitizen(tx, id);
    // A statement of its own: one that waits for a lock still sees all other tables as they were before it waited.
    if (citizen === null || !(await findSignInOpen(tx, { citizenId: id, signInId }))) throw new SignInEnded();
    return work(tx, citizen);
  });
}
