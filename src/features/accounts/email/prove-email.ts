import type { Transaction } from '../../../platform/database.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { updateEmailConfirmed } from '../citizens.repository.ts';

/** Who follows a link that was mailed to the address of their account has shown that they read it: as good as a confirmation. */
export async function proveEmail(
  tx: Transaction,
  { citizenId, email, network }: { citizenId: string; email: string; network: string },
): Promise<void> {
  await updateEmailConfirmed(tx, { id: citizenId, email });
  await insertAuditEvent(tx, { name: 'email-confirmed', citizenId, network });
}
