import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import {
  deleteOldSpentCaptchas,
  insertSpentCaptcha,
} from '../../../../src/features/accounts/captcha/captchas.repository.ts';
import { type Database, type Sql, sql } from '../../../../src/platform/database.ts';
import { createTestDatabase } from '../../../support/database.ts';

let db: Database;
before(async () => {
  ({ db } = await createTestDatabase());
});

const run = (query: Sql) => db.transaction((tx) => tx.run(query));
const spend = (id: string) => db.transaction((tx) => insertSpentCaptcha(tx, id));

describe('a captcha', () => {
  it('is spent once, whoever tries again', async () => {
    const id = randomUUID();
    assert.equal(await spend(id), true);
    assert.equal(await spend(id), false);
    assert.equal(await spend(randomUUID()), true);
  });

  it('is spent by one of twenty at the same moment', async () => {
    const id = randomUUID();
    const spent = await Promise.all(Array.from({ length: 20 }, () => spend(id)));
    assert.equal(spent.filter(Boolean).length, 1);
  });

  it('is not spent when the transaction that spent it fails', async () => {
    const id = randomUUID();
    const failing = db.transaction(async (tx) => {
      assert.equal(await insertSpentCaptcha(tx, id), true);
      throw new Error('later failure');
    });
    await assert.rejects(failing, /later failure/);
    assert.equal(await spend(id), true);
  });

  it('is remembered for an hour, far longer than it can be answered', async () => {
    const [old, young] = [randomUUID(), randomUUID()];
    await spend(old);
    await spend(young);
    await run(sql`update spent_captchas set spent_at = now() - interval '61 minutes' where id = ${old}`);
    await run(sql`update spent_captchas set spent_at = now() - interval '59 minutes' where id = ${young}`);
    assert.equal(await db.transaction((tx) => deleteOldSpentCaptchas(tx, 1_000)), 1);
    assert.equal(await spend(young), false);
    assert.equal(await spend(old), true);
  });
});
