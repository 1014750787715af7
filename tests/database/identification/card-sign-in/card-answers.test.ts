import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, it } from 'node:test';
import {
  deleteOldCardAnswers,
  insertCardAnswer,
} from '../../../../src/features/identification/card-sign-in/card-answers.repository.ts';
import { type Database, sql } from '../../../../src/platform/database.ts';
import { createTestDatabase } from '../../../support/database.ts';

let db: Database;
before(async () => {
  ({ db } = await createTestDatabase());
});

const take = (digest: Buffer) => db.transaction((tx) => insertCardAnswer(tx, digest));

describe('the answer to a sign-in by card', () => {
  it('is taken by one of twenty at the same moment', async () => {
    const digest = randomBytes(32);
    const taken = await Promise.all(Array.from({ length: 20 }, () => take(digest)));
    assert.equal(taken.filter(Boolean).length, 1);
  });

  it('is remembered for a day, far longer than its departure can be opened', async () => {
    const [old, young] = [randomBytes(32), randomBytes(32)];
    for (const [digest, hours] of [
      [old, 25],
      [young, 23],
    ] as const) {
      await take(digest);
      await db.transaction((tx) =>
        tx.run(sql`
          update card_answers set taken_at = now() - make_interval(hours => ${hours}) where state_digest = ${digest}`),
      );
    }
    assert.equal(await db.transaction((tx) => deleteOldCardAnswers(tx, 1_000)), 1);
    assert.equal(await take(young), false);
    assert.equal(await take(old), true);
  });
});
