import type { Database, Transaction } from '../../../platform/database.ts';
import { lockCitizen } from '../../accounts/citizens.repository.ts';
import { closeLockedAccount } from '../close-locked-account.ts';
import { findIdleAccountDue, listIdleAccountsDue, updateAskedToHandOver } from './idle-accounts.repository.ts';
import { tellIdleAccount } from './tell-idle-account.ts';

const ACCOUNTS_A_BATCH = 100;

/**
 * Closes the accounts whose last day is over, each in a transaction of its own, so that one that fails stops no other and
 * is tried again with the job. Throws an AggregateError at the end when some failed.
 */
export async function closeIdleAccounts(db: Database): Promise<void> {
  const failures: unknown[] = [];
  for (let after: string | null = null, full = true; full; ) {
    const due = await listIdleAccountsDue(db, { after, limit: ACCOUNTS_A_BATCH });
    for (const id of due) await closeIdleAccount(db, id).catch((error: unknown) => failures.push(error));
    after = due.at(-1) ?? null;
    full = due.length === ACCOUNTS_A_BATCH;
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of them`);
}

/** Reads behind the lock whether it is still so: the person may be signing in. */
const closeIdleAccount = (db: Database, id: string): Promise<void> =>
  db.transaction(async (tx) => {
    const citizen = await lockCitizen(tx, id);
    if (citizen === null || !(await findIdleAccountDue(tx, id))) return;
    const { outcome } = await closeLockedAccount(tx, citizen, { kind: 'portal' });
    if (outcome === 'last-manager') await askToHandOver(tx, id);
  });

/** Somebody became the only manager of an organisation after the last warning. */
async function askToHandOver(tx: Transaction, id: string): Promise<void> {
  await updateAskedToHandOver(tx, id);
  await tellIdleAccount(tx, { id, step: 'asked-to-hand-over', keptUntil: null });
}
