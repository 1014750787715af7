import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { Transaction } from '../../../platform/database.ts';
import { actAsCitizen } from '../../accounts/act-as-citizen.ts';
import { type Citizen, findCitizen } from '../../accounts/citizens.repository.ts';
import { lockActingStaff } from '../../staff/lock-acting-staff.ts';
import { findDeskVisit } from './desk-visits.repository.ts';
import type { DeskFiler, Filer } from './filer.ts';

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
    await lockDesk(tx, filer);
    return work(tx, filer.citizen === null ? null : await findCitizen(tx, filer.citizen.id));
  });
}

/** Throws NotFound also once a colleague opened the draft, or its department was taken from the agent. */
async function lockDesk(tx: Transaction, { agent, draftId }: DeskFiler): Promise<void> {
  await lockActingStaff(tx, agent);
  if ((await findDeskVisit(tx, { draftId, staffMemberId: agent.id })) === null) throw new NotFound();
}
