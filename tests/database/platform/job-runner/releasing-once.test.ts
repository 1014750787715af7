import assert from 'node:assert/strict';
import { it } from 'node:test';
import { releasingOnce } from '../../../../src/platform/job-runner/releasing-once.ts';
import type { Pool } from '../../../../src/platform/postgres/pool.ts';
import { createTestDatabase } from '../../../support/database.ts';

const { db } = await createTestDatabase();

/** Takes a connection as the listener of graphile-worker does, and gives it back twice. */
function releaseTwice(pool: Pool): Promise<void> {
  return new Promise((done, fail) => {
    pool.connect((error, _client, release) => {
      if (error) return fail(error);
      try {
        release();
        release();
        done();
      } catch (thrown) {
        fail(thrown);
      }
    });
  });
}

it('a connection that is given back twice ends nothing, and the pool goes on', async () => {
  await assert.rejects(releaseTwice(db.pool), /already been released/);
  const pool = releasingOnce(db.pool);
  await releaseTwice(pool);
  assert.equal((await pool.query('select 1 as one')).rows[0].one, 1);
  const client = await pool.connect();
  client.release();
  assert.equal(db.pool.idleCount, db.pool.totalCount);
});
