import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import * as delays from '../../../src/features/credentials/sign-in-delays.repository.ts';
import { type Database, type Sql, sql } from '../../../src/platform/database.ts';
import { createTestDatabase } from '../../support/database.ts';
import { untilWaiting } from '../../support/locks.ts';

let db: Database;
before(async () => {
  ({ db } = await createTestDatabase());
});

const run = (query: Sql) => db.transaction((tx) => tx.run(query));
/** As sign-in does it: judged behind the row, counted unless it waits. */
const tryOnce = (digest: Buffer) =>
  db.transaction(async (tx) => {
    const before = await delays.lockSignInDelay(tx, { digest, account: digest });
    if (!before.delayed) await delays.updateSignInFailures(tx, digest, before.failures + 1);
    return before;
  });
const read = (digest: Buffer) =>
  db.maybe(
    delays.SignInDelay,
    sql`select failures, delayed_until > now() as delayed from sign_in_delays where email_digest = ${digest}`,
  );
/** A try once the wait of those before is over. */
async function fail(digest: Buffer): Promise<void> {
  await run(sql`update sign_in_delays set delayed_until = now() where email_digest = ${digest}`);
  await tryOnce(digest);
}
async function failTimes(times: number, digest = randomBytes(32)): Promise<Buffer> {
  for (let time = 0; time < times; time += 1) await fail(digest);
  return digest;
}
/** Of the last failure, as written: no waiting. */
async function waitSeconds(digest: Buffer): Promise<number> {
  const { seconds } = await db.one(
    z.object({ seconds: z.number() }),
    sql`select extract(epoch from delayed_until - failed_at)::float8 as seconds from sign_in_delays where email_digest = ${digest}`,
  );
  return seconds;
}

describe('failed sign-ins with an address', () => {
  it('are none before the first', async () => assert.equal(await read(randomBytes(32)), null));

  it('are none again for an attempt that waited while another succeeded', async () => {
    const digest = await failTimes(3);
    const winner = await db.pool.connect();
    await winner.query('begin');
    await winner.query('select from sign_in_delays where email_digest = $1 for update', [digest]);
    const waited = db.transaction((tx) => delays.lockSignInDelay(tx, { digest, account: digest }));
    await untilWaiting(db, 1);
    await winner.query('delete from sign_in_delays where email_digest = $1', [digest]);
    await winner.query('commit');
    winner.release();
    assert.deepEqual(await waited, { failures: 0, delayed: false });
  });

  it('wait for nothing up to the fourth', async () => {
    for (const times of [1, 2, 3, 4]) {
      const digest = await failTimes(times);
      assert.deepEqual(await read(digest), { failures: times, delayed: false });
      assert.equal(await waitSeconds(digest), 0);
    }
  });

  it('wait from the fifth 10 s × 1.8ⁿ, and never more than 15 minutes', async () => {
    const digest = await failTimes(4);
    for (let failures = 5; failures <= 30; failures += 1) {
      await fail(digest);
      const expected = Math.min(900, 10 * 1.8 ** (failures - 5));
      const seconds = await waitSeconds(digest);
      assert.ok(Math.abs(seconds - expected) < 0.001, `${failures} failures wait ${seconds} s, not ${expected}`);
      assert.deepEqual(await read(digest), { failures, delayed: true });
    }
    assert.equal(await waitSeconds(digest), 900);
  });

  it('still wait 15 minutes after a million', async () => {
    const digest = await failTimes(1);
    await run(sql`update sign_in_delays set failures = 1000000 where email_digest = ${digest}`);
    await fail(digest);
    assert.equal(await waitSeconds(digest), 900);
  });

  it('wait no longer once the moment has come', async () => {
    const digest = await failTimes(5);
    await run(sql`update sign_in_delays set delayed_until = now() where email_digest = ${digest}`);
    assert.deepEqual(await read(digest), { failures: 5, delayed: false });
  });

  it('that come at once are five: the others find the wait begun, and do not lengthen it', async () => {
    const digest = randomBytes(32);
    const answers = await Promise.all(Array.from({ length: 20 }, () => tryOnce(digest)));
    assert.equal(answers.filter(({ delayed }) => !delayed).length, 5);
    assert.equal((await read(digest))?.failures, 5);
    assert.equal(await waitSeconds(digest), 10);
  });

  it('start again after a day of peace', async () => {
    const digest = await failTimes(7);
    const age = (time: string) =>
      run(sql`update sign_in_delays set failed_at = now() - ${time}::interval where email_digest = ${digest}`);
    await age('23 hours 59 minutes');
    await fail(digest);
    assert.equal((await read(digest))?.failures, 8);
    await age('24 hours 1 minute');
    await fail(digest);
    assert.deepEqual(await read(digest), { failures: 1, delayed: false });
    assert.equal(await waitSeconds(digest), 0);
  });

  it('are those of that address only', async () => {
    const [one, other] = [await failTimes(6), await failTimes(1)];
    assert.deepEqual(await read(other), { failures: 1, delayed: false });
    await db.transaction((tx) => delays.deleteSignInDelay(tx, other));
    assert.equal(await read(other), null);
    assert.equal((await read(one))?.failures, 6);
  });

  it('are deleted after two days', async () => {
    const [old, young] = [await failTimes(5), await failTimes(5)];
    await run(
      sql`update sign_in_delays set failed_at = now() - interval '48 hours 1 minute' where email_digest = ${old}`,
    );
    await run(
      sql`update sign_in_delays set failed_at = now() - interval '47 hours 59 minutes' where email_digest = ${young}`,
    );
    assert.equal(await db.transaction((tx) => delays.deleteOldSignInDelays(tx, 1_000)), 1);
    assert.equal(await read(old), null);
    assert.equal((await read(young))?.failures, 5);
  });
});
