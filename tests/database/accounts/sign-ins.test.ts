import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { insertCitizen } from '../../../src/features/accounts/citizens.repository.ts';
import * as signIns from '../../../src/features/accounts/sign-ins.repository.ts';
import { type Database, type Sql, sql } from '../../../src/platform/database.ts';
import { createTestDatabase } from '../../support/database.ts';
import { newAddress } from '../../support/visitor.ts';

let db: Database;
before(async () => {
  ({ db } = await createTestDatabase());
});

const run = (query: Sql) => db.transaction((tx) => tx.run(query));
async function newCitizen(): Promise<string> {
  const person = { email: newAddress(), passwordHash: 'x', firstName: 'Lucie', lastName: 'Lambert' };
  const citizen = await db.transaction((tx) => insertCitizen(tx, { ...person, language: 'fr', captchaId: null }));
  assert.ok(citizen !== null);
  return citizen.id;
}
const newSignIn = (citizenId: string, browser = 'Firefox, Linux') =>
  db.transaction((tx) => signIns.insertSignIn(tx, { citizenId, means: 'password', network: '192.0.2.7', browser }));

type Opened = { signInId?: string; signedInAt?: number; expire?: Sql };
/** As express-session would have kept it. */
async function openSession(citizenId: string, opened: Opened = {}): Promise<string> {
  const { signInId = randomUUID(), signedInAt = 1_000, expire = sql`now() + interval '30 minutes'` } = opened;
  const sid = randomUUID();
  const session = JSON.stringify({ cookie: {}, user: { actor: 'citizen', id: citizenId, signInId, signedInAt } });
  await run(sql`insert into sessions (sid, sess, expire) values (${sid}, ${session}::jsonb, ${expire})`);
  return sid;
}
async function openSids(citizenId: string): Promise<Set<string>> {
  const query = sql`select sid from sessions where citizen_id = ${citizenId}`;
  return new Set((await db.many(z.object({ sid: z.string() }), query)).map(({ sid }) => sid));
}
const listOf = (citizenId: string, limit = 20) => signIns.listSignIns(db, { citizenId, asked: null, limit });

describe('the history of sign-ins', () => {
  it('is paged without repeating or skipping one, also where many have the very same moment', async () => {
    const [lucie, jan] = [await newCitizen(), await newCitizen()];
    await run(sql`
      insert into sign_ins (citizen_id, signed_in_at, network, browser)
      select ${lucie}, now() - (n / 30) * interval '1 microsecond', '', '' from generate_series(1, 45) n`);
    const all = (await listOf(lucie, 100)).map(({ id }) => id);
    assert.equal(new Set(all).size, 45);
    const page = async (going: 'on' | 'back', from: string, citizenId = lucie) =>
      (await signIns.listSignIns(db, { citizenId, asked: { going, from }, limit: 20 })).map(({ id }) => id);
    assert.deepEqual(await page('on', all[19] ?? ''), all.slice(20, 40));
    assert.deepEqual(await page('on', all[39] ?? ''), all.slice(40));
    assert.deepEqual(await page('back', all[40] ?? ''), all.slice(20, 40).reverse());
    assert.deepEqual(await page('on', all[0] ?? '', jan), []);
  });

  it('lists those of one citizen, the newest first, no more than asked', async () => {
    const [lucie, jan] = [await newCitizen(), await newCitizen()];
    const ids: string[] = [];
    for (const browser of ['Firefox, Linux', 'Safari, macOS', 'Chrome, Android'])
      ids.unshift(await newSignIn(lucie, browser));
    await newSignIn(jan);
    const listed = await listOf(lucie);
    assert.deepEqual(
      listed.map(({ id }) => id),
      ids,
    );
    assert.deepEqual(
      listed.map(({ browser }) => browser),
      ['Chrome, Android', 'Safari, macOS', 'Firefox, Linux'],
    );
    assert.ok(listed.every(({ network, signedInAt }) => network === '192.0.2.7' && signedInAt instanceof Date));
    assert.deepEqual(
      (await listOf(lucie, 2)).map(({ id }) => id),
      ids.slice(0, 2),
    );
    assert.deepEqual(await listOf(randomUUID()), []);
  });

  it('says which are open: those with a session of the same citizen that lives', async () => {
    const [lucie, jan] = [await newCitizen(), await newCitizen()];
    const [open, ended, expired, stolen] = [
      await newSignIn(lucie, 'open'),
      await newSignIn(lucie, 'ended'),
      await newSignIn(lucie, 'expired'),
      await newSignIn(lucie, 'stolen'),
    ];
    await openSession(lucie, { signInId: open });
    await openSession(lucie, { signInId: expired, expire: sql`now()` });
    await openSession(jan, { signInId: stolen });
    const listed = await listOf(lucie);
    assert.ok(listed.some(({ id }) => id === ended));
    assert.deepEqual(
      listed.filter((one) => one.open).map(({ browser }) => browser),
      ['open'],
    );
  });

  it('belongs to somebody, and holds a short name of a browser', async () => {
    await assert.rejects(newSignIn(randomUUID()), { code: '23503' });
    const lucie = await newCitizen();
    await assert.rejects(newSignIn(lucie, 'x'.repeat(201)), { code: '23514' });
    await newSignIn(lucie, 'x'.repeat(200));
  });

  it('is kept twelve months, and goes with its citizen', async () => {
    const [lucie, jan] = [await newCitizen(), await newCitizen()];
    const [old, young] = [await newSignIn(lucie, 'old'), await newSignIn(lucie, 'young')];
    await run(sql`update sign_ins set signed_in_at = now() - interval '12 months 1 minute' where id = ${old}`);
    await run(
      sql`update sign_ins set signed_in_at = now() - interval '12 months' + interval '1 minute' where id = ${young}`,
    );
    assert.equal(await db.transaction((tx) => signIns.deleteOldSignIns(tx, 1_000)), 1);
    assert.deepEqual(
      (await listOf(lucie)).map(({ browser }) => browser),
      ['young'],
    );
    await newSignIn(jan);
    await run(sql`delete from citizens where id = ${jan}`);
    assert.deepEqual(await listOf(jan), []);
  });
});

describe('ending sessions', () => {
  it('ends those of one sign-in; somebody else’s id ends nothing', async () => {
    const [lucie, jan] = [await newCitizen(), await newCitizen()];
    const signInId = await newSignIn(lucie);
    const [first, other] = [await openSession(lucie, { signInId }), await openSession(lucie)];
    const end = (of: { citizenId: string; signInId: string }) =>
      db.transaction((tx) => signIns.updateSignInEnded(tx, of));
    assert.equal(await end({ citizenId: jan, signInId }), 0);
    assert.equal(await end({ citizenId: lucie, signInId: randomUUID() }), 0);
    assert.deepEqual(await openSids(lucie), new Set([first, other]));
    assert.equal(await end({ citizenId: lucie, signInId }), 1);
    assert.deepEqual(await openSids(lucie), new Set([other]));
  });

  it('ends all but the one at hand, or all, and none of another citizen', async () => {
    const [lucie, jan] = [await newCitizen(), await newCitizen()];
    const exceptSignInId = await newSignIn(lucie);
    const here = await openSession(lucie, { signInId: exceptSignInId });
    await openSession(lucie);
    await openSession(lucie);
    const theirs = await openSession(jan);
    const end = (of: { citizenId: string; exceptSignInId: string | null }) =>
      db.transaction((tx) => signIns.updateOtherSignInsEnded(tx, of));
    assert.equal(await end({ citizenId: lucie, exceptSignInId }), 2);
    assert.deepEqual(await openSids(lucie), new Set([here]));
    assert.equal(await end({ citizenId: lucie, exceptSignInId: null }), 1);
    assert.deepEqual(await openSids(lucie), new Set());
    assert.deepEqual(await openSids(jan), new Set([theirs]));
  });

  it('keeps the newest by number, not by spelling: 999 is older than 1000', async () => {
    const [lucie, jan] = [await newCitizen(), await newCitizen()];
    const sids = new Map<number, string>();
    for (const signedInAt of [1_000, 999, 10_000, 20]) sids.set(signedInAt, await openSession(lucie, { signedInAt }));
    const theirs = await openSession(jan, { signedInAt: 1 });
    const keep = (number: number) =>
      db.transaction((tx) => signIns.deleteOldestSessions(tx, { citizenId: lucie, keep: number }));
    assert.equal(await keep(4), 0);
    assert.equal(await keep(2), 2);
    assert.deepEqual(await openSids(lucie), new Set([sids.get(10_000), sids.get(1_000)]));
    assert.equal(await keep(0), 2);
    assert.deepEqual(await openSids(jan), new Set([theirs]));
  });

  it('comes with deleting the citizen', async () => {
    const lucie = await newCitizen();
    const sid = await openSession(lucie);
    await run(sql`delete from citizens where id = ${lucie}`);
    assert.equal(await run(sql`select from sessions where sid = ${sid}`), 0);
  });
});
