import { sql, type Transaction } from '../../../platform/database.ts';

/** Says that a request for correction waits for the staff: since the first, where there are several. */
export async function insertWaitingCorrection(tx: Transaction, submissionId: string): Promise<void> {
  await tx.run(sql`
    insert into waiting_corrections (submission_id) values (${submissionId}) on conflict (submission_id) do nothing`);
}

export async function deleteWaitingCorrection(tx: Transaction, submissionId: string): Promise<void> {
  await tx.run(sql`delete from waiting_corrections where submission_id = ${submissionId}`);
}
