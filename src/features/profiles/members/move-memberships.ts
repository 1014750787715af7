import { fullName } from '../../../domain/person-name.ts';
import type { Transaction } from '../../../platform/database.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { writePastEnds } from './end-past-memberships.ts';
import {
  lockOrganisationsOfBoth,
  lockRequestsOfBoth,
  updateAccessRequestsMoved,
  updateInvitationsMoved,
  updateMembershipsJoined,
  updateMembershipsMoved,
  updateProfileDraftsMoved,
} from './moved-memberships.repository.ts';

type Account = { id: string; email: string; firstName: string; lastName: string };

/**
 * Moves what an account is in organisations, and asked of them, to another one of the same person, in the transaction
 * that locked both accounts. No organisation loses a manager. Its history keeps the names of then, and says that two
 * accounts became one.
 */
export async function moveMemberships(tx: Transaction, { from, to }: { from: Account; to: Account }): Promise<void> {
  const accounts = { from: from.id, to: to.id };
  await lockRequestsOfBoth(tx, accounts);
  for (const { enterpriseNumber } of await lockOrganisationsOfBoth(tx, accounts)) {
    await writePastEnds(tx, { enterpriseNumber, citizenId: from.id });
    await writePastEnds(tx, { enterpriseNumber, citizenId: to.id });
  }
  await updateMembershipsJoined(tx, accounts);
  const moved = await updateMembershipsMoved(tx, accounts);
  const withdrawn = await updateAccessRequestsMoved(tx, accounts);
  await updateInvitationsMoved(tx, accounts, { from: from.email, to: to.email });
  await updateProfileDraftsMoved(tx, accounts);
  const by = { kind: 'oneself' } as const;
  for (const { enterpriseNumber } of moved) {
    await insertOrganisationEvent(tx, { enterpriseNumber, name: 'accounts-merged', person: fullName(from), by });
  }
  for (const { enterpriseNumber } of withdrawn) {
    await insertOrganisationEvent(tx, { enterpriseNumber, name: 'access-withdrawn', person: fullName(to), by });
  }
}
