import { sql, type Transaction } from '../../../platform/database.ts';

type Accounts = { from: string; to: string };

export async function updateDraftsMoved(tx: Transaction, { from, to }: Accounts): Promise<void> {
  await tx.run(sql`update drafts set citizen_id = ${to} where citizen_id = ${from}`);
}

export async function updateSubmissionsMoved(tx: Transaction, { from, to }: Accounts): Promise<void> {
  await tx.run(sql`update submissions set citizen_id = ${to} where citizen_id = ${from}`);
}

export async function updateMessagesMoved(tx: Transaction, { from, to }: Accounts): Promise<void> {
  await tx.run(sql`update submission_messages set citizen_id = ${to} where citizen_id = ${from}`);
}

/**
 * Moves to account `to` the right to claim what `from` could claim, and what guests filed with the address of
 * `from`. The caller calls it while that address is still known.
 */
export async function updateClaimersMoved(tx: Transaction, { from, to }: Accounts): Promise<void> {
  await tx.run(sql`
    update guest_codes set claimer_id = ${to}
    where claimer_id = ${from} or submission_id = any(array(
      select submissions.id from submissions join citizens on lower(submissions.email) = citizens.email
      where citizens.id = ${from} and guest_id is not null))`);
}

export async function updateDeskVisitsMoved(tx: Transaction, { from, to }: Accounts): Promise<void> {
  await tx.run(sql`update desk_visits set citizen_id = ${to} where citizen_id = ${from}`);
}
