import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import type { Transaction } from '../../../platform/database.ts';
import type { EventActor } from '../history/organisation-event.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { listMembers } from '../members/memberships.repository.ts';
import { queueProfileNotice } from '../profile-notices.ts';
import type { OrganisationState } from './organisation-states.ts';
import { updateOrganisationState } from './organisations.repository.ts';

type StateChange = {
  enterpriseNumber: EnterpriseNumber;
  from: OrganisationState;
  state: OrganisationState;
  by: EventActor;
};

/**
 * Changes the state, for the commune or for somebody who showed a mandate, and tells the managers. The caller must have locked the organisation. Returns false
 * when it is not, or no longer, in the state `from`.
 */
export async function changeOrganisationState(
  tx: Transaction,
  { enterpriseNumber, from, state, by }: StateChange,
): Promise<boolean> {
  if (!(await updateOrganisationState(tx, enterpriseNumber, { from, state }))) return false;
  await insertOrganisationEvent(tx, { enterpriseNumber, name: 'state-changed', state, by });
  const managers = (await listMembers(tx, enterpriseNumber)).filter(({ role }) => role === 'manager');
  for (const { accountEmail: email, preferredLanguage: language } of managers) {
    await queueProfileNotice(tx, { kind: `organisation-${state}`, email, language, enterpriseNumber, sender: null });
  }
  return true;
}
