import type { App } from '../../../app.ts';
import {
  findHandedOverRequest,
  type HandedOverRequest,
} from '../../profiles/access/handed-over-requests.repository.ts';
import { settleAccessRequest } from '../../profiles/access/settle-access-request.ts';
import type { Role } from '../../profiles/members/roles.ts';
import { lockOrganisation } from '../../profiles/organisation/organisations.repository.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffAct } from '../../staff/staff-act.ts';

type Decision = { id: string; decision: Role | 'refused'; reason: string; by: StaffActor };

/**
 * Decides for the commune. Locks the organisation, as `decideAccess` does for its managers, so that only one answer
 * counts. The reason is kept in the audit log only. Returns false, and changes nothing, when the request was answered
 * or withdrawn meanwhile.
 */
export function decideAccessRequest(app: Pick<App, 'db'>, { id, decision, reason, by }: Decision): Promise<boolean> {
  return staffAct<HandedOverRequest>(app, by, {
    async lock(tx) {
      const request = await findHandedOverRequest(tx, id);
      if (request !== null) await lockOrganisation(tx, request.enterpriseNumber);
      return request;
    },
    async act(tx, { enterpriseNumber }) {
      const settled = { id, enterpriseNumber, decision, by: { kind: 'commune' }, sender: null } as const;
      if (!(await settleAccessRequest(tx, settled))) return null;
      return { name: 'access-request-decided', details: { accessRequestId: id, enterpriseNumber, decision, reason } };
    },
  });
}
