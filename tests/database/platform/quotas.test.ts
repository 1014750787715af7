import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { z } from 'zod';
import { sql } from '../../../src/platform/database.ts';
import { createQuota, deleteExpiredQuotas } from '../../../src/platform/quotas.ts';
import { createTestDatabase } from '../../support/database.ts';

const { db } = await createTestDatabase();
const HOUR = 3_600;
let made = 0;
const quotaOf = (points: number, seconds = HOUR) => {
  made += 1;
  return createQuota({ db, name: `quota ${made}`, points, seconds });
};
const later = (seconds: number) => db.pool.query('update quotas set expire = expire - $1::bigint', [seconds * 1_000]);

describe('a quota', () => {
  it('gives its points, then says how long to wait', async () => {
    const quota = quotaOf(2);
    assert.deepEqual([await quota.take('a'), await quota.take('a')], [0, 0]);
    const wait = await quota.take('a');
    assert.ok(wait > HOUR - 60 && wait <= HOUR, String(wait));
    assert.ok((await quota.peek('a')) > HOUR - 60);
    assert.equal(await quota.take('b'), 0);
  });

  it('starts again when its time is over, not when it is asked in vain', async () => {
    const quota = quotaOf(1);
    await quota.take('a');
    await later(HOUR - 60);
    const wait = await quota.take('a');
    assert.ok(wait > 0 && wait <= 60, String(wait));
    await later(60);
    assert.deepEqual([await quota.peek('a'), await quota.take('a')], [0, 0]);
    assert.ok((await quota.take('a')) > HOUR - 60);
  });

  it('takes a point back that was not used, whatever was refused meanwhile', async () => {
    const quota = quotaOf(1);
    await quota.take('a');
    await quota.giveBack('a');
    assert.equal(await quota.peek('a'), 0);
    await quota.giveBack('a');
    await quota.giveBack('nobody');
    assert.deepEqual([await quota.take('a'), (await quota.take('a')) > 0], [0, true]);
  });

  it('gives each point once, also to twenty who ask at the same moment', async () => {
    const quota = quotaOf(5);
    const waits = await Promise.all(Array.from({ length: 20 }, () => quota.take('a')));
    assert.equal(waits.filter((wait) => wait === 0).length, 5);
  });

  it('gives each point once also to a statement that began before the first and came after it', async () => {
    const rule = { name: 'overtaken', points: 1, seconds: HOUR };
    await db.transaction(async (tx) => {
      // The time of a transaction is that of its first statement.
      await tx.one(z.strictObject({ one: z.number() }), sql`select 1 as one`);
      await db.pool.query('select pg_sleep(0.05)');
      assert.equal(await createQuota({ db, ...rule }).take('a'), 0);
      const wait = await createQuota({ db: tx, ...rule }).take('a');
      assert.ok(wait > HOUR - 60 && wait <= HOUR, String(wait));
    });
  });

  it('does not mind a clock of the process that jumps a month ahead for a moment', async () => {
    const quota = quotaOf(1);
    mock.timers.enable({ apis: ['Date'], now: Date.now() + 30 * 86_400_000 });
    await quota.take('a');
    const there = await quota.take('a');
    mock.timers.reset();
    const back = await quota.take('a');
    assert.ok(there <= HOUR && back <= HOUR && back > 0, `${there} ${back}`);
  });

  it('refuses nobody for longer than its period when the clock of the database was ahead for a moment', async () => {
    const quota = quotaOf(1);
    await quota.take('a');
    await later(-30 * 86_400);
    assert.deepEqual([await quota.peek('a'), await quota.take('a')], [0, 0]);
    assert.ok((await quota.take('a')) <= HOUR);
  });

  it('is deleted once its time is over', async () => {
    await db.pool.query('delete from quotas');
    await quotaOf(1, 60).take('a');
    await quotaOf(1).take('a');
    await later(61);
    assert.equal(await db.transaction((tx) => deleteExpiredQuotas(tx, 10)), 1);
  });
});
