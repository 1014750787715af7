import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { findHandedOverRequest } from '../../profiles/access/handed-over-requests.repository.ts';
import { settleAccessRequest } from '../../profiles/access/settle-access-request.ts';
import type { Role } from '../../profiles/members/roles.ts';
import { lockOrganisation } from '../../profiles/organisation/organisations.repository.ts';
import { lockStaffMember, type StaffMember } from '../../staff/staff-members.repository.ts';

type Decision = { id: string; decision: Role | 'refused'; reason: string; staff: StaffMember; network: string };

/**
 * By the commune, behind the organisation's row, where its managers decide too: one answer counts. The reason stays in
 * the audit log. False when it was answered or withdrawn meanwhile: nothing changes.
 */
export function decideAccessRequest(
  app: Pick<App, 'db'>,
  { id, decision, reason, staff, network }: Decision,
): Promise<boolean> {
  return app.db.transaction(async (tx) => {
    const request = await findHandedOverRequest(tx, id);
    if (request === null) return false;
    const { enterpriseNumber } = request;
    await lockOrganisation(tx, enterpriseNumber);
    await lockStaffMember(tx, staff);
    if (!(await settleAccessRequest(tx, { id, enterpriseNumber, decision, by: { kind: 'commune' } }))) return false;
    const details = { accessRequestId: id, enterpriseNumber, decision, reason };
    await insertAuditEvent(tx, { name: 'access-request-decided', staffMemberId: staff.id, network, details });
    return true;
  });
}
