import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { type Database, sql, type Transaction } from '../../../../src/platform/database.ts';
import { purge, ROWS_A_BATCH } from '../../../../src/platform/postgres/purge.ts';
import { deleteExpiredQuotas } from '../../../../src/platform/quotas.ts';
import { createTestDatabase, fillDatabase } from '../../../support/database.ts';

const Identity = z.strictObject({ transaction: z.string() });
let db: Database;
let url: string;
before(async () => {
  ({ db, url } = await createTestDatabase());
});

const keys = async () => (await db.pool.query('select key from quotas order by key')).rows.map(({ key }) => key);

/** So many quotas that have run out, and one that has not. */
async function fillQuotas(expired: number): Promise<void> {
  await fillDatabase(
    url,
    `truncate quotas;
    insert into quotas (key, expire) select 'old-' || n, 1 from generate_series(1, ${expired}) n;
    insert into quotas (key, expire) values ('new', 1e15)`,
  );
}

const broken = (message: string) => async () => {
  throw new Error(message);
};

describe('a purge', () => {
  for (const expired of [0, 1, ROWS_A_BATCH, 2 * ROWS_A_BATCH + 1]) {
    it(`of ${expired} rows deletes all of them and nothing else, a batch per transaction`, async () => {
      await fillQuotas(expired);
      const batches: { transaction: string; deleted: number }[] = [];
      const noted = async (tx: Transaction, limit: number) => {
        const deleted = await deleteExpiredQuotas(tx, limit);
        const { transaction } = await tx.one(Identity, sql`select pg_current_xact_id()::text as transaction`);
        batches.push({ transaction, deleted });
        return deleted;
      };
      await purge(db, { quotas: noted });
      assert.deepEqual(await keys(), ['new']);
      assert.ok(batches.every(({ deleted }) => deleted <= ROWS_A_BATCH));
      assert.equal(
        batches.reduce((sum, { deleted }) => sum + deleted, 0),
        expired,
      );
      assert.equal(new Set(batches.map(({ transaction }) => transaction)).size, batches.length);
    });
  }

  it('goes on after a step that fails, and fails at the end with the name of each', async () => {
    await fillQuotas(3);
    const steps = { first: broken('no such table'), quotas: deleteExpiredQuotas, last: broken('timed out') };
    await assert.rejects(purge(db, steps), (error: AggregateError) => {
      assert.equal(error.message, 'not deleted: first (no such table); last (timed out)');
      assert.deepEqual(
        error.errors.map(({ message }) => message),
        ['no such table', 'timed out'],
      );
      return true;
    });
    assert.deepEqual(await keys(), ['new']);
  });

  it('keeps the batches done before one that fails', async () => {
    await fillQuotas(2 * ROWS_A_BATCH);
    let batches = 0;
    const failsLater = (tx: Transaction, limit: number) => {
      batches += 1;
      return batches === 2 ? broken('disk on fire')() : deleteExpiredQuotas(tx, limit);
    };
    await assert.rejects(purge(db, { quotas: failsLater }), /quotas \(disk on fire\)/);
    assert.equal((await keys()).length, ROWS_A_BATCH + 1);
  });

  it('leaves for the next night a row that somebody holds, and does not wait for it', async () => {
    await fillQuotas(2);
    const holder = await db.pool.connect();
    await holder.query("begin; select from quotas where key = 'old-1' for update");
    await purge(db, { quotas: deleteExpiredQuotas });
    assert.deepEqual(await keys(), ['new', 'old-1']);
    await holder.query('commit');
    holder.release();
    await purge(db, { quotas: deleteExpiredQuotas });
    assert.deepEqual(await keys(), ['new']);
  });
});
