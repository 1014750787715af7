import type { Database, Transaction } from '../../../platform/database.ts';
import { countWarningsOfToday, type Warned } from './idle-accounts.repository.ts';
import { tellIdleAccount } from './tell-idle-account.ts';

/** A batch is small, so that its accounts are marked and its mails queued in a moment. */
const ACCOUNTS_A_BATCH = 100;
/**
 * The limit lets mails that others wait for, such as a link, leave soon, and keeps mail servers from suspecting spam.
 * An account that has to wait for another night has its whole delay from then on.
 */
export const WARNINGS_A_DAY = 2_000;

/** Tells each account that `mark` marks, batch by batch, until a batch is not full or enough were told today. */
export async function warnIdleAccounts(
  db: Database,
  mark: (tx: Transaction, limit: number) => Promise<Warned[]>,
): Promise<void> {
  for (let told = ACCOUNTS_A_BATCH; told === ACCOUNTS_A_BATCH; ) {
    told = await db.transaction(async (tx) => {
      const left = WARNINGS_A_DAY - (await countWarningsOfToday(tx, WARNINGS_A_DAY));
      const accounts = await mark(tx, Math.min(left, ACCOUNTS_A_BATCH));
      for (const account of accounts) await tellIdleAccount(tx, account);
      return accounts.length;
    });
  }
}
