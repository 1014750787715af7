import type { App } from '../../../app.ts';
import type { EnterpriseNumber } from '../../../domain/enterprise-number.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { changeOrganisationState } from '../../profiles/organisation/change-organisation-state.ts';
import type { OrganisationState } from '../../profiles/organisation/organisation-states.ts';
import { lockOrganisation } from '../../profiles/organisation/organisations.repository.ts';
import { lockStaffMember, type StaffMember } from '../../staff/staff-members.repository.ts';

type Decision = {
  enterpriseNumber: EnterpriseNumber;
  from: OrganisationState;
  state: OrganisationState;
  reason: string;
  staff: StaffMember;
  network: string;
};

/** The reason stays in the audit log. False when the organisation is in that state already, or no longer in the one seen. */
export function decideOrganisationState(
  app: Pick<App, 'db'>,
  { enterpriseNumber, from, state, reason, staff, network }: Decision,
): Promise<boolean> {
  return app.db.transaction(async (tx) => {
    await lockOrganisation(tx, enterpriseNumber);
    await lockStaffMember(tx, staff);
    if (!(await changeOrganisationState(tx, { enterpriseNumber, from, state }))) return false;
    const details = { enterpriseNumber, from, state, reason };
    await insertAuditEvent(tx, { name: 'organisation-state-changed', staffMemberId: staff.id, network, details });
    return true;
  });
}
