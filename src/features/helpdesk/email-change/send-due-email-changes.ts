import type { Database } from '../../../platform/database.ts';
import { purge, ROWS_A_BATCH } from '../../../platform/postgres/purge.ts';
import { queueEmailChange } from '../../accounts/account-jobs.ts';
import { deleteDeadEmailChanges, deleteDueEmailChanges } from './helpdesk-email-changes.repository.ts';

/**
 * Sends the link to the new address three days after a second colleague confirmed it. Only that link changes the
 * address, so that a typing error changes nothing by itself; a password chosen since the request stops it.
 */
export async function sendDueEmailChanges(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    for (const { askedAt, ...change } of await deleteDueEmailChanges(tx, ROWS_A_BATCH)) {
      await queueEmailChange(tx, { ...change, askedAt: askedAt.toISOString() });
    }
  });
  await purge(db, { 'new addresses that the helpdesk asked for': deleteDeadEmailChanges });
}
