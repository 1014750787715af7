import type { EnterpriseNumber } from '../../../domain/enterprise-number.ts';
import type { Transaction } from '../../../platform/database.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { listMembers } from '../members/memberships.repository.ts';
import { queueProfileNotice } from '../profile-notices.ts';
import type { OrganisationState } from './organisation-states.ts';
import { updateOrganisationState } from './organisations.repository.ts';

/**
 * By the commune, behind the organisation's row, which the caller has locked: verified, contested, or declared again. Its managers are told. False when it was not, or no longer,
 * in the state it is changed from.
 */
export async function changeOrganisationState(
  tx: Transaction,
  {
    enterpriseNumber,
    from,
    state,
  }: { enterpriseNumber: EnterpriseNumber; from: OrganisationState; state: OrganisationState },
): Promise<boolean> {
  if (!(await updateOrganisationState(tx, enterpriseNumber, { from, state }))) return false;
  await insertOrganisationEvent(tx, { enterpriseNumber, name: 'state-changed', state, by: { kind: 'commune' } });
  const managers = (await listMembers(tx, enterpriseNumber)).filter(({ role }) => role === 'manager');
  for (const { accountEmail: email, preferredLanguage: language } of managers) {
    await queueProfileNotice(tx, { kind: `organisation-${state}`, email, language, enterpriseNumber, sender: null });
  }
  return true;
}
