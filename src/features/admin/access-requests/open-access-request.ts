import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import {
  findHandedOverRequest,
  type HandedOverRequest,
} from '../../profiles/access/handed-over-requests.repository.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';

type Opened = { id: string; by: StaffActor };

/**
 * Reads a request and writes to the audit log who read it. Returns null when the request does not wait for the commune.
 */
export function openAccessRequest(app: Pick<App, 'db'>, { id, by }: Opened): Promise<HandedOverRequest | null> {
  return app.db.transaction(async (tx) => {
    const request = await findHandedOverRequest(tx, id);
    if (request === null) return null;
    const details = { accessRequestId: id, enterpriseNumber: request.enterpriseNumber };
    await insertAuditEvent(tx, { name: 'access-request-opened', staffMemberId: by.id, network: by.network, details });
    return request;
  });
}
