import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '../../../src/platform/database.ts';
import { olderBy, secondsLeft } from '../../support/clocks/sessions.ts';
import { fillDatabase } from '../../support/database.ts';
import { signUp, text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { addColleague, codeOf, signInAs, signInColleague } from '../../support/staff.ts';
import { statementsDuring } from '../../support/statements.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal({ accidents: true });
});

const run = (query: ReturnType<typeof sql>) => portal.app.db.transaction((tx) => tx.run(query));

describe('a session of the staff', () => {
  it('is read with its account in one statement, and written once a minute', async () => {
    const { visitor } = await signInColleague(portal);
    const texts = (await statementsDuring(() => visitor.open('/fr/admin'))).map(({ text: sent }) => sent);
    assert.equal(texts.length, 2, texts.join('\n'));
    assert.ok(texts.every((sent) => /^\s*select/i.test(sent)));
    portal.clock.advance(61);
    const later = await statementsDuring(async () => {
      for (let count = 0; count < 10; count += 1) await visitor.open('/fr/admin');
    });
    const writes = later.filter(({ text: sent }) => /^\s*update/i.test(sent));
    assert.deepEqual([writes.length, /update staff_sessions/.test(writes[0]?.text ?? '')], [1, true]);
  });

  it('ends after 15 idle minutes', async () => {
    const { visitor, colleague } = await signInColleague(portal);
    const { rows } = await portal.app.db.pool.query(
      'select extract(epoch from expire - now())::int as seconds from staff_sessions where staff_member_id = $1',
      [colleague.id],
    );
    assert.ok(rows[0].seconds > 880 && rows[0].seconds <= 901, String(rows[0].seconds));
    await run(sql`update staff_sessions set expire = now() - interval '1 second'`);
    assert.equal((await visitor.open('/fr/admin')).status, 303);
  });

  it('ends after 8 hours, however busy', async () => {
    const { visitor } = await signInColleague(portal);
    await olderBy(portal, 'staff_sessions', 7.9);
    portal.clock.advance(61);
    assert.equal((await visitor.open('/fr/admin')).status, 200);
    assert.ok((await secondsLeft(portal, 'staff_sessions')) <= 361);
    await olderBy(portal, 'staff_sessions', 0.1);
    portal.clock.advance(61);
    await visitor.open('/fr/admin');
    assert.equal((await visitor.open('/fr/admin')).status, 303);
  });

  const changes = {
    'the account is suspended': sql`status = 'suspended'`,
    'its roles change': sql`roles = '{agent,helpdesk}'`,
    'its password changes': sql`password_hash = 'another'`,
    'its second factor changes': sql`second_factor = 'another'`,
  };
  for (const [what, change] of Object.entries(changes)) {
    it(`ends at once when ${what}`, async () => {
      const { visitor, colleague } = await signInColleague(portal);
      assert.equal((await visitor.open('/fr/admin')).status, 200);
      await run(sql`update staff_members set ${change} where id = ${colleague.id}`);
      assert.equal((await visitor.open('/fr/admin')).status, 303);
      // Also when the account is as before again.
      await run(sql`update staff_members set status = 'active', roles = '{agent}' where id = ${colleague.id}`);
      assert.equal((await visitor.open('/fr/admin')).status, 303);
    });
  }

  it('stays when something else changes, such as a name', async () => {
    const { visitor, colleague } = await signInColleague(portal);
    await run(sql`update staff_members set last_name = 'Benali-Dubois', last_time_step = 1 where id = ${colleague.id}`);
    assert.match(text((await visitor.open('/fr/admin')).html), /Nadia Benali-Dubois/);
  });

  it('is one of five at most: the sixth sign-in ends the oldest', async () => {
    const nadia = await addColleague(portal);
    const first = await signInAs(portal, nadia);
    for (let count = 0; count < 4; count += 1) {
      portal.clock.advance(30);
      await signInAs(portal, nadia);
    }
    assert.equal((await first.open('/fr/admin')).status, 200);
    portal.clock.advance(30);
    await signInAs(portal, nadia);
    assert.equal((await first.open('/fr/admin')).status, 303);
  });

  it('opens nothing while it cannot be read, and citizens go on', async () => {
    const { visitor } = await signInColleague(portal);
    await fillDatabase(portal.databaseUrl, 'alter table staff_sessions rename to staff_sessions_away');
    try {
      assert.equal((await visitor.open('/fr/admin')).status, 500);
      assert.equal((await visitor.post('/fr/admin/sign-out', {})).status, 500);
      assert.equal((await visitor.open('/fr/faq')).status, 200);
      await signUp(portal);
    } finally {
      await fillDatabase(portal.databaseUrl, 'alter table staff_sessions_away rename to staff_sessions');
    }
    assert.equal((await visitor.open('/fr/admin')).status, 200);
  });
});

describe('a form posted when the session has ended', () => {
  it('is answered with the sign-in page, which says that nothing was saved and leads back', async () => {
    const { visitor } = await signInColleague(portal);
    const path = '/fr/admin/organisations/1999000150';
    visitor.setCookie('staff-session', 'gone');
    const page = await visitor.post(path, { state: 'verified', reason: 'Statuts vus' });
    assert.equal(page.status, 401);
    assert.match(text(page.html), /rien n’a été enregistré/);
    assert.match(page.html, new RegExp(`name="next" value="${path}"`));
  });
});

describe('staff and citizens', () => {
  it('are nothing to each other: a session of one opens no page of the other, under any cookie', async () => {
    const { visitor: nadia } = await signInColleague(portal);
    const { visitor: lucie } = await signUp(portal);
    const staffCookie = nadia.cookie('staff-session') ?? '';
    const citizenCookie = lucie.cookie('session') ?? '';
    assert.ok(staffCookie !== '' && citizenCookie !== '');
    assert.equal((await lucie.open('/fr/admin')).status, 303);
    assert.equal((await nadia.open('/fr/my-space')).status, 303);
    const swapped = new Visitor(portal);
    swapped.setCookie('staff-session', citizenCookie);
    swapped.setCookie('session', staffCookie);
    assert.equal((await swapped.open('/fr/admin')).status, 303);
    assert.equal((await swapped.open('/fr/my-space')).status, 303);
  });

  it('may both be signed in in one browser, each with a banner of their own', async () => {
    const { visitor } = await signUp(portal);
    const { visitor: nadia } = await signInColleague(portal);
    visitor.setCookie('staff-session', nadia.cookie('staff-session') ?? '');
    const own = (await visitor.open('/fr/my-space')).html;
    const staff = (await visitor.open('/fr/admin')).html;
    assert.ok(!own.includes('banner--staff') && own.includes('banner__space'));
    assert.ok(staff.includes('banner--staff') && !staff.includes('banner__space') && !staff.includes('profiles-bar'));
    assert.match(staff, /<title>À traiter – Agents – Schaerbeek</);
    await visitor.press('Se déconnecter');
    assert.equal((await visitor.open('/fr/my-space')).status, 200);
  });

  it('have cookies that scripts cannot read; over https bound to this host', async () => {
    const visitor = new Visitor(portal);
    const nadia = await addColleague(portal);
    const fields = { email: nadia.email, password: nadia.password, code: codeOf(portal, nadia) };
    await visitor.post('/fr/admin/sign-in', fields);
    const [cookie = ''] = visitor.page.headers.getSetCookie().filter((line) => line.startsWith('staff-session='));
    assert.match(cookie, /; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('have rows that the other’s table refuses', async () => {
    await signInColleague(portal);
    await signUp(portal);
    for (const [to, from] of [
      ['staff_sessions', 'sessions'],
      ['sessions', 'staff_sessions'],
    ]) {
      const copy = `insert into ${to} (sid, sess, expire) select 'copy-' || sid, sess, expire from ${from}`;
      await assert.rejects(portal.app.db.pool.query(copy), { code: '23503' });
    }
  });
});
