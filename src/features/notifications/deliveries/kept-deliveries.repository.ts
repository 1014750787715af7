import { sql, type Transaction } from '../../../platform/database.ts';

// Rows about mails are deleted after ninety days, or together with the account they are about.

/** Deletes at most `limit` rows older than ninety days. Returns how many. */
export function deleteOldDeliveries(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from mail_deliveries where ctid = any(array(
      select ctid from mail_deliveries where asked_at < now() - interval '90 days'
      limit ${limit} for update skip locked))`);
}

/** Deletes what is known of the mails of an account, and of those to its address. */
export async function deleteDeliveriesOfCitizen(
  tx: Transaction,
  { id, email }: { id: string; email: string },
): Promise<void> {
  await tx.run(sql`delete from mail_deliveries where citizen_id = ${id} or lower(email) = lower(${email})`);
}

/** Deletes what is known of the mails about one request. */
export async function deleteDeliveriesOfSubmission(tx: Transaction, submissionId: string): Promise<void> {
  await tx.run(sql`delete from mail_deliveries where submission_id = ${submissionId}`);
}

/** Moves the history of mails from one account to another. */
export async function updateDeliveriesMoved(
  tx: Transaction,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.run(sql`update mail_deliveries set citizen_id = ${to} where citizen_id = ${from}`);
}
