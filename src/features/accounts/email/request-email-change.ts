import type { Transaction } from '../../../platform/database.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { queueAccountNotice, queueEmailChange } from '../account-jobs.ts';
import type { Citizen } from '../citizens.repository.ts';
import { getTransactionStart } from '../passwords.repository.ts';

type Requested = { citizen: Citizen; email: string; network: string };

/**
 * Asks for the link to a new address, in a transaction that has locked the account. Nothing changes until that link is
 * used, and a password that changes meanwhile stops it; the present address is told at once. Returns false when it is
 * the address of the account already.
 */
export async function requestEmailChange(
  tx: Transaction,
  { citizen: { id: citizenId, email: present, language }, email, network }: Requested,
): Promise<boolean> {
  if (email === present) return false;
  const askedAt = (await getTransactionStart(tx)).toISOString();
  await queueEmailChange(tx, { citizenId, email, askedAt });
  await queueAccountNotice(tx, { kind: 'email-change-asked', email: present, language });
  await insertAuditEvent(tx, { name: 'email-change-asked', citizenId, network });
  return true;
}
