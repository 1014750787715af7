import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { sql } from '../../../../src/platform/database.ts';
import { codeAt } from '../../../../src/platform/second-factor.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { addColleague, askSetUp, type Colleague, codeOf, newColleague, signInAs } from '../../../support/staff.ts';
import { statementsDuring } from '../../../support/statements.ts';
import { newAddress, Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const WRONG = 'pas du tout le bon du tout';
const run = (query: ReturnType<typeof sql>) => portal.app.db.transaction((tx) => tx.run(query));
const eventsOf = async ({ id }: Pick<Colleague, 'id'>) =>
  (
    await portal.app.db.many(
      z.strictObject({ name: z.string() }),
      sql`select name from audit_events where staff_member_id = ${id} and name <> 'staff-changed' order by id`,
    )
  ).map(({ name }) => name);
/** One that is not the right code at any step near now. */
function wrongCode(colleague: Colleague): string {
  const near = [-30, 0, 30, 60].map((seconds) =>
    codeAt(colleague.secret, new Date(portal.clock.now().getTime() + seconds * 1_000)),
  );
  return ['000000', '111111', '222222', '333333', '444444'].find((code) => !near.includes(code)) ?? '';
}

describe('signing in as staff', () => {
  it('takes an address, a password and a code on one page, and leads to what waits, with a new session id', async () => {
    const nadia = await addColleague(portal);
    const visitor = new Visitor(portal);
    visitor.setCookie('staff-session', 's%3Afixed.by-somebody');
    await visitor.open('/fr/admin/sign-in');
    assert.match(visitor.page.html, /name="code"[^>]*autocomplete="one-time-code"[^>]*inputmode="numeric"/);
    visitor
      .fill('Adresse e-mail', nadia.email.toUpperCase())
      .fill('Mot de passe', nadia.password)
      .fill('Code à 6 chiffres', codeOf(portal, nadia).replace(/(...)/, '$1 '));
    await visitor.press('Se connecter');
    assert.deepEqual([visitor.page.status, visitor.page.location], [303, '/fr/admin']);
    assert.notEqual(visitor.cookie('staff-session'), 's%3Afixed.by-somebody');
    assert.equal(visitor.cookie('session'), undefined);
    await visitor.follow();
    assert.match(text(visitor.page.html), /Agents .*Nadia Benali · Agent Se déconnecter/);
    assert.deepEqual(await eventsOf(nadia), ['staff-signed-in']);
    assert.equal((await visitor.open('/nl/admin/sign-in')).location, '/nl/admin');
  });

  it('gives one answer to every wrong combination, and writes each down', async () => {
    const [nadia, suspended, replayed, delayed] = await Promise.all([1, 2, 3, 4].map(() => addColleague(portal)));
    const invited = {
      ...newColleague(),
      ...(await askSetUp(portal, newColleague())),
      id: '',
      password: 'x',
    } as Colleague;
    assert.ok(nadia && suspended && replayed && delayed);
    await run(sql`update staff_members set status = 'suspended' where id = ${suspended.id}`);
    const used = { code: codeOf(portal, replayed) };
    await signInAs(portal, replayed, used);
    for (let tries = 0; tries < 6; tries += 1) await signInAs(portal, delayed, { password: WRONG });
    const answers = [
      await signInAs(portal, { ...nadia, email: newAddress('nobody') }),
      await signInAs(portal, nadia, { password: WRONG }),
      await signInAs(portal, nadia, { code: wrongCode(nadia) }),
      await signInAs(portal, suspended),
      await signInAs(portal, replayed, used),
      await signInAs(portal, delayed),
      await signInAs(portal, invited),
    ].map(({ page }) => {
      assert.equal(page.status, 422);
      return page.html.replace(/value="[^"]*@[^"]*"/, '');
    });
    assert.equal(new Set(answers).size, 1);
    assert.match(text(answers[0] ?? ''), /le mot de passe ou le code n’est pas correct/);
    assert.ok(!answers.some((html) => html.includes(WRONG)));
    assert.deepEqual(await eventsOf(nadia), ['staff-sign-in-refused', 'staff-sign-in-refused']);
    assert.deepEqual(await eventsOf(replayed), ['staff-signed-in', 'staff-sign-in-refused']);
  });

  it('asks for each field in its own words, and keeps no secret in the page', async () => {
    const visitor = new Visitor(portal);
    const empty = await visitor.post('/fr/admin/sign-in', {});
    assert.equal(empty.status, 422);
    for (const field of ['email', 'password', 'code']) assert.match(empty.html, new RegExp(`href="#${field}"`));
    const page = await visitor.post('/fr/admin/sign-in', { email: 'a@b.be', password: WRONG, code: '12345' });
    assert.match(text(page.html), /Le code compte 6 chiffres/);
    assert.ok(!page.html.includes(WRONG) && !page.html.includes('12345'));
  });

  it('accepts the code just past and the one to come, and none further', async () => {
    const nadia = await addColleague(portal);
    const codeIn = (seconds: number) => codeAt(nadia.secret, new Date(portal.clock.now().getTime() + seconds * 1_000));
    for (const seconds of [-60, 60]) {
      assert.equal((await signInAs(portal, nadia, { code: codeIn(seconds) })).page.status, 422, `${seconds}`);
    }
    assert.equal((await signInAs(portal, nadia, { code: codeIn(-30) })).page.status, 303);
    assert.equal((await signInAs(portal, nadia, { code: codeIn(30) })).page.status, 303);
    // Later than now is used: now is past.
    assert.equal((await signInAs(portal, nadia, { code: codeIn(0) })).page.status, 422);
  });

  it('lets a code in once when two send it at the same time', async () => {
    const nadia = await addColleague(portal);
    const code = codeOf(portal, nadia);
    const tries = await Promise.all([1, 2, 3, 4].map(() => signInAs(portal, nadia, { code })));
    assert.deepEqual(tries.map(({ page }) => page.status).sort(), [303, 422, 422, 422]);
  });

  it('does not spend the code of somebody whose password is not known', async () => {
    const nadia = await addColleague(portal);
    const code = codeOf(portal, nadia);
    await signInAs(portal, nadia, { password: WRONG, code });
    assert.equal((await signInAs(portal, nadia, { code })).page.status, 303);
  });

  it('delays an account after five failures, apart from a citizen’s of the same address', async () => {
    const nadia = await addColleague(portal);
    for (let tries = 0; tries < 5; tries += 1) await signInAs(portal, nadia, { code: wrongCode(nadia) });
    assert.equal((await signInAs(portal, nadia)).page.status, 422);
    const { digestOf } = await import('../../../../src/platform/sealing.ts');
    assert.equal(await run(sql`select from sign_in_delays where email_digest = ${digestOf(nadia.email)}`), 0);
    await run(sql`update sign_in_delays set delayed_until = now()`);
    assert.equal((await signInAs(portal, nadia)).page.status, 303);
  });

  it('writes down whether the password was known', async () => {
    const nadia = await addColleague(portal);
    await signInAs(portal, nadia, { code: wrongCode(nadia) });
    await signInAs(portal, nadia, { password: WRONG });
    const { rows } = await portal.app.db.pool.query(
      "select details ->> 'wrong' as wrong from audit_events where staff_member_id = $1 and name = 'staff-sign-in-refused' order by id",
      [nadia.id],
    );
    assert.deepEqual(
      rows.map(({ wrong }) => wrong),
      ['code', 'password'],
    );
  });

  it('does not count who is right: many agents come from one address', async () => {
    const strict = await startPortal({ environment: { SIGN_IN_LIMIT_PER_5_MINUTES: '1' } });
    for (let agent = 0; agent < 3; agent += 1) {
      assert.equal((await signInAs(strict, await addColleague(strict))).page.status, 303);
    }
  });

  it('counts tries per network, apart from citizens', async () => {
    const strict = await startPortal({ environment: { SIGN_IN_LIMIT_PER_5_MINUTES: '2' } });
    const visitor = new Visitor(strict);
    const statuses: number[] = [];
    for (let tries = 0; tries < 3; tries += 1) {
      const fields = { email: newAddress(), password: WRONG, code: '123456' };
      statuses.push((await visitor.post('/fr/admin/sign-in', fields)).status);
    }
    assert.deepEqual(statuses, [422, 422, 429]);
    const citizen = await visitor.post('/fr/sign-in', { email: newAddress(), password: WRONG });
    assert.equal(citizen.status, 422);
  });

  it('returns to the page of the staff asked for, never to a citizen’s or another site', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/fr/admin?number=1999000150');
    assert.equal(visitor.page.location, '/fr/admin/sign-in?next=%2Ffr%2Fadmin%3Fnumber%3D1999000150');
    const nadia = await addColleague(portal);
    for (const [next, place] of [
      ['/nl/admin/organisations/1999000150', '/nl/admin/organisations/1999000150'],
      ['/fr/admin?number=1', '/fr/admin?number=1'],
      ['/fr/account', '/fr/admin'],
      ['/fr/administration', '/fr/admin'],
      ['//evil.example/fr/admin', '/fr/admin'],
      ['/fr/admin/../account', '/fr/admin'],
    ] as const) {
      portal.clock.advance(30);
      const fields = { email: nadia.email, password: nadia.password, code: codeOf(portal, nadia), next };
      assert.equal((await new Visitor(portal).post('/fr/admin/sign-in', fields)).location, place, next);
    }
  });

  it('costs an anonymous visitor no SQL, whatever the page', async () => {
    const visitor = new Visitor(portal);
    visitor.setCookie('session', 's%3Asomething.unsigned');
    const statements = await statementsDuring(portal.app.db, async () => {
      for (const page of ['', '/sign-in', '/access-requests/x', '/nope']) await visitor.open(`/fr/admin${page}`);
    });
    assert.deepEqual(statements, []);
  });

  it('is refused from another site', async () => {
    const nadia = await addColleague(portal);
    const fields = { email: nadia.email, password: nadia.password, code: codeOf(portal, nadia), next: '' };
    const answer = await new Visitor(portal).post('/fr/admin/sign-in', fields, { 'sec-fetch-site': 'cross-site' });
    assert.equal(answer.status, 403);
    assert.deepEqual(await eventsOf(nadia), []);
  });

  it('writes no address, password or code into the log', async () => {
    const nadia = await addColleague(portal);
    const code = codeOf(portal, nadia);
    await signInAs(portal, nadia, { code });
    const log = portal.logged.join('\n');
    for (const secret of [nadia.email, nadia.password, nadia.secret]) assert.ok(!log.includes(secret));
    assert.ok(!new RegExp(`\\b${code}\\b`).test(log));
  });

  it('keeps the secret sealed, and for one account only', async () => {
    const [nadia, sofia] = [await addColleague(portal), await addColleague(portal, 'administrator')];
    const { rows } = await portal.app.db.pool.query(
      'select second_factor from staff_members where second_factor is not null',
    );
    assert.ok(rows.every(({ second_factor }) => !second_factor.includes(nadia.secret)));
    await run(
      sql`update staff_members set second_factor = (select second_factor from staff_members where id = ${nadia.id}) where id = ${sofia.id}`,
    );
    assert.equal((await signInAs(portal, sofia, { code: codeOf(portal, nadia) })).page.status, 422);
  });
});
