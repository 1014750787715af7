import type { Transaction } from '../../../platform/database.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { updateEmailConfirmed } from '../citizens.repository.ts';

/**
 * Confirms the address of the account when the link that was followed was mailed to it, as whoever follows it reads
 * that mailbox.
 */
export async function proveEmail(
  tx: Transaction,
  { citizenId, email, network }: { citizenId: string; email: string; network: string },
): Promise<void> {
  await updateEmailConfirmed(tx, { id: citizenId, email });
  await insertAuditEvent(tx, { name: 'email-confirmed', citizenId, network });
}
