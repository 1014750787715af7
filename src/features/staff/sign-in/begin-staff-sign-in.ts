import type { Transaction } from '../../../platform/database.ts';
import type { Client } from '../../../web/pipeline/client.ts';
import type { StaffSession } from '../../../web/session/session-kinds.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { queueStaffNotice } from '../staff-jobs.ts';
import { deleteOldestStaffSessions } from '../staff-sessions.repository.ts';
import { insertStaffSignIn, type StaffFactor } from '../staff-sign-ins.repository.ts';

const OTHER_SESSIONS_KEPT = 4;
const FAILURES_WORTH_TELLING = 5;

export type BegunSignIn = Omit<StaffSession, 'actor'>;
type Proven = { account: { id: string }; epoch: number; client: Client; factor: StaffFactor; failures: number };

/**
 * Writes down a sign-in that was proven, whatever the factor. Beyond five sessions the oldest ends. The person is told
 * by mail when at least five tries failed before.
 */
export async function beginStaffSignIn(
  tx: Transaction,
  { account: { id }, epoch, client, factor, failures }: Proven,
): Promise<BegunSignIn> {
  if (failures >= FAILURES_WORTH_TELLING) await queueStaffNotice(tx, { kind: 'staff-sign-in-after-failures', id });
  await deleteOldestStaffSessions(tx, { id, keep: OTHER_SESSIONS_KEPT });
  await insertAuditEvent(tx, {
    name: 'staff-signed-in',
    staffMemberId: id,
    network: client.network,
    details: { factor },
  });
  return { id, epoch, signInId: await insertStaffSignIn(tx, { staffMemberId: id, ...client, factor }) };
}
