import type { App } from '../../../app.ts';
import {
  findHandedOverRequest,
  type HandedOverRequest,
} from '../../profiles/access/handed-over-requests.repository.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffOpening } from '../../staff/staff-opening.ts';

type Opened = { id: string; by: StaffActor };

/**
 * Reads a request and writes to the audit log who read it. Returns null when the request does not wait for the commune.
 */
export function openAccessRequest(app: Pick<App, 'db'>, { id, by }: Opened): Promise<HandedOverRequest | null> {
  return staffOpening(app, by, {
    find: (tx) => findHandedOverRequest(tx, id),
    event: ({ enterpriseNumber }) => ({
      name: 'access-request-opened',
      details: { accessRequestId: id, enterpriseNumber },
    }),
  });
}
