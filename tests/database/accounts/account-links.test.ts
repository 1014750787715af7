import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import * as links from '../../../src/features/accounts/account-links.repository.ts';
import { insertCitizen } from '../../../src/features/accounts/citizens.repository.ts';
import { type Database, sql } from '../../../src/platform/database.ts';
import { createTestDatabase } from '../../support/database.ts';
import { newAddress } from '../../support/visitor.ts';

let db: Database;
before(async () => {
  ({ db } = await createTestDatabase());
});

const PURPOSES = ['confirm-email', 'reset-password', 'change-email'] as const;

async function newCitizen(): Promise<{ citizenId: string; email: string }> {
  const email = newAddress();
  const names = { firstName: 'Lucie', lastName: 'Lambert', language: 'fr', captchaId: null } as const;
  const citizen = await db.transaction((tx) => insertCitizen(tx, { email, passwordHash: 'x', ...names }));
  assert.ok(citizen !== null);
  return { citizenId: citizen.id, email };
}

type Made = { purpose?: links.LinkPurpose; digest?: Buffer; lifeMinutes?: number };
async function newLink(owner: { citizenId: string; email: string }, made: Made = {}) {
  const link = { purpose: 'confirm-email' as const, digest: randomBytes(32), lifeMinutes: 30, ...made };
  await db.transaction((tx) => links.insertAccountLink(tx, { ...owner, ...link }));
  return { purpose: link.purpose, digest: link.digest };
}
const consume = (key: { purpose: links.LinkPurpose; digest: Buffer }) =>
  db.transaction((tx) => links.deleteAccountLink(tx, key));

describe('a link', () => {
  it('leads to its citizen and address, and reading it consumes nothing', async () => {
    const owner = await newCitizen();
    const key = await newLink(owner);
    for (let times = 0; times < 3; times += 1) assert.deepEqual(await links.findAccountLink(db, key), owner);
    assert.deepEqual(await consume(key), owner);
  });

  it('is consumed once, by one of twenty at the same moment', async () => {
    const owner = await newCitizen();
    const key = await newLink(owner);
    const got = await Promise.all(Array.from({ length: 20 }, () => consume(key)));
    assert.deepEqual(
      got.filter((one) => one !== null),
      [owner],
    );
    assert.equal(await links.findAccountLink(db, key), null);
    assert.equal(await consume(key), null);
  });

  it('stays when the transaction that consumed it fails', async () => {
    const owner = await newCitizen();
    const key = await newLink(owner);
    const failing = db.transaction(async (tx) => {
      assert.deepEqual(await links.deleteAccountLink(tx, key), owner);
      throw new Error('later failure');
    });
    await assert.rejects(failing, /later failure/);
    assert.deepEqual(await consume(key), owner);
  });

  it('serves its own purpose only', async () => {
    const { digest } = await newLink(await newCitizen(), { purpose: 'reset-password' });
    for (const purpose of ['confirm-email', 'change-email'] as const) {
      assert.equal(await links.findAccountLink(db, { purpose, digest }), null);
      assert.equal(await consume({ purpose, digest }), null);
    }
    assert.notEqual(await consume({ purpose: 'reset-password', digest }), null);
  });

  it('is dead once its time is over', async () => {
    const key = await newLink(await newCitizen());
    await db.transaction((tx) => tx.run(sql`update account_links set expires_at = now() where digest = ${key.digest}`));
    assert.equal(await links.findAccountLink(db, key), null);
    assert.equal(await consume(key), null);
  });

  it('lives as many minutes as asked', async () => {
    const { digest } = await newLink(await newCitizen(), { lifeMinutes: 1_440 });
    const { minutes } = await db.one(
      z.object({ minutes: z.number() }),
      sql`select extract(epoch from expires_at - now())::float8 / 60 as minutes from account_links where digest = ${digest}`,
    );
    assert.ok(minutes > 1_435 && minutes <= 1_440, String(minutes));
  });

  it('that nobody made leads nowhere', async () => {
    const unknown = { purpose: 'confirm-email', digest: randomBytes(32) } as const;
    assert.equal(await links.findAccountLink(db, unknown), null);
    assert.equal(await consume(unknown), null);
  });
});

describe('asking for another link', () => {
  it('kills the former one of that purpose, its address included', async () => {
    const owner = await newCitizen();
    const former = await newLink(owner, { purpose: 'change-email', lifeMinutes: 1 });
    const address = newAddress('new');
    const latter = await newLink({ ...owner, email: address }, { purpose: 'change-email' });
    assert.equal(await links.findAccountLink(db, former), null);
    assert.deepEqual(await consume(latter), { ...owner, email: address });
  });

  it('leaves those of other purposes and of other people', async () => {
    const owner = await newCitizen();
    const others = [await newLink(owner, { purpose: 'reset-password' }), await newLink(await newCitizen())];
    await newLink(owner);
    for (const key of others) assert.notEqual(await links.findAccountLink(db, key), null);
  });

  it('leaves one link, of twenty asked at the same moment', async () => {
    const owner = await newCitizen();
    const keys = await Promise.all(Array.from({ length: 20 }, () => newLink(owner)));
    const alive = await Promise.all(keys.map((key) => links.findAccountLink(db, key)));
    assert.equal(alive.filter((one) => one !== null).length, 1);
  });
});

describe('deleting the links of a citizen', () => {
  it('deletes those of every purpose, of one citizen', async () => {
    const [owner, other] = [await newCitizen(), await newCitizen()];
    const keys = await Promise.all(PURPOSES.map((purpose) => newLink(owner, { purpose })));
    const theirs = await newLink(other, { purpose: 'reset-password' });
    await db.transaction((tx) => links.deleteAccountLinksOfCitizen(tx, owner.citizenId));
    const left = await Promise.all([...keys, theirs].map((key) => links.findAccountLink(db, key)));
    assert.deepEqual(
      left.map((one) => one?.citizenId ?? null),
      [null, null, null, other.citizenId],
    );
  });

  it('comes with deleting the citizen', async () => {
    const owner = await newCitizen();
    const key = await newLink(owner);
    await db.transaction((tx) => tx.run(sql`delete from citizens where id = ${owner.citizenId}`));
    assert.equal(await links.findAccountLink(db, key), null);
  });
});

describe('the database refuses a link', () => {
  it('with a digest that is not of 32 bytes', async () => {
    const owner = await newCitizen();
    for (const length of [0, 31, 33]) {
      await assert.rejects(newLink(owner, { digest: randomBytes(length) }), { code: '23514' });
    }
  });
  it('with a purpose that is not one', async () => {
    await assert.rejects(newLink(await newCitizen(), { purpose: 'anything' as 'confirm-email' }), { code: '23514' });
  });
  it('with the digest of another', async () => {
    const { digest } = await newLink(await newCitizen());
    await assert.rejects(newLink(await newCitizen(), { digest }), { code: '23505' });
  });
  it('of nobody', () =>
    assert.rejects(newLink({ citizenId: randomUUID(), email: 'lucie@exemple.be' }), { code: '23503' }));
});
