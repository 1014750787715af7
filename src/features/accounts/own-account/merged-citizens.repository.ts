import { sql, type Transaction } from '../../../platform/database.ts';

/** Says of a closed account, and of those brought into it before, which account of the person stays. */
export async function updateCitizensMerged(tx: Transaction, { from, to }: { from: string; to: string }): Promise<void> {
  await tx.run(sql`update citizens set merged_into = ${to} where id = ${from} or merged_into = ${from}`);
}
