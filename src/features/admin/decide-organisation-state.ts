import type { App } from '../../app.ts';
import { insertAuditEvent } from '../audit/audit-events.repository.ts';
import { changeOrganisationState } from '../profiles/change-organisation-state.ts';
import type { OrganisationState } from '../profiles/organisation-states.ts';
import type { StaffMember } from './staff-members.repository.ts';

type Decision = {
  enterpriseNumber: string;
  state: OrganisationState;
  reason: string;
  staff: StaffMember;
  network: string;
};

/** The reason stays in the audit log. False when the organisation is in that state already. */
export function decideOrganisationState(
  app: Pick<App, 'db'>,
  { enterpriseNumber, state, reason, staff, network }: Decision,
): Promise<boolean> {
  return app.db.transaction(async (tx) => {
    if (!(await changeOrganisationState(tx, { enterpriseNumber, state }))) return false;
    const details = { enterpriseNumber, state, reason };
    await insertAuditEvent(tx, { name: 'organisation-state-changed', staffMemberId: staff.id, network, details });
    return true;
  });
}
