import type { Database, Transaction } from '../../../platform/database.ts';
import type { Warned } from './idle-accounts.repository.ts';
import { tellIdleAccount } from './tell-idle-account.ts';

/** Few enough to mark, and to queue the mails of, in a moment. */
const ACCOUNTS_A_BATCH = 100;

/** Tells each account that `mark` marks, batch by batch, until a batch is not full. */
export async function warnIdleAccounts(
  db: Database,
  mark: (tx: Transaction, limit: number) => Promise<Warned[]>,
): Promise<void> {
  for (let told = ACCOUNTS_A_BATCH; told === ACCOUNTS_A_BATCH; ) {
    told = await db.transaction(async (tx) => {
      const accounts = await mark(tx, ACCOUNTS_A_BATCH);
      for (const account of accounts) await tellIdleAccount(tx, account);
      return accounts.length;
    });
  }
}
