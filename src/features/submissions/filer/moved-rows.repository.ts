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

export async function updateDeskVisitsMoved(tx: Transaction, { from, to }: Accounts): Promise<void> {
  await tx.run(sql`update desk_visits set citizen_id = ${to} where citizen_id = ${from}`);
}
