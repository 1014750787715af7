import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { deleteOldMerges } from '../../../src/features/merge/account-merges.repository.ts';
import { sql } from '../../../src/platform/database.ts';
import { askMerge, provedMerge, twoAccounts } from '../../support/acts/merges.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../support/portal.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const older = (keptId: string, ago: string) =>
  portal.app.db.transaction((tx) =>
    tx.run(sql`
      update account_merges set asked_at = now() - ${ago}::interval,
        proved_at = case when other_id is not null then now() - ${ago}::interval end
      where kept_id = ${keptId}`),
  );

/**
 * Lets the nightly job run; whether the request of that account is still there. No mail is under way then, as the job
 * leaves out a row that another transaction holds.
 */
async function isKept(keptId: string): Promise<boolean> {
  await untilNoJobs(portal);
  await portal.app.db.transaction((tx) => deleteOldMerges(tx, 100));
  const { rows } = await portal.app.db.pool.query('select from account_merges where kept_id = $1', [keptId]);
  return rows.length === 1;
}

describe('a merge that waits is forgotten', () => {
  it('two days after it was asked, while nobody has proved it', async () => {
    const { kept, other } = await twoAccounts(portal);
    await askMerge(kept.visitor, other.person.email);
    await older(kept.id, '47 hours');
    assert.ok(await isKept(kept.id));
    await older(kept.id, '49 hours');
    assert.ok(!(await isKept(kept.id)));
  });

  it('thirty days after it was proved, and sooner when one of the accounts has closed', async () => {
    const { kept } = await provedMerge(portal);
    await older(kept.id, '29 days');
    assert.ok(await isKept(kept.id));
    await older(kept.id, '31 days');
    assert.ok(!(await isKept(kept.id)));
    const closed = await provedMerge(portal);
    await older(closed.kept.id, '3 days');
    await portal.app.db.transaction((tx) =>
      tx.run(sql`
        update citizens set status = 'closed', closed_at = now(), email = null, password_hash = null
        where id = ${closed.other.id}`),
    );
    assert.ok(!(await isKept(closed.kept.id)));
  });
});
