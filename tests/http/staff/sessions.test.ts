import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { formatReference } from '../../../src/domain/numbers/reference.ts';
import { sql } from '../../../src/platform/database.ts';
import { olderBy, secondsLeft } from '../../support/clocks/sessions.ts';
import { fillDatabase } from '../../support/database.ts';
import { signUp, text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { addColleague, type Colleague, codeOf, signInAs, signInColleague } from '../../support/staff.ts';
import { statementsDuring } from '../../support/statements.ts';
import { filedRequest } from '../../support/submissions/handling.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal({ accidents: true });
});

const run = (query: ReturnType<typeof sql>) => portal.app.db.transaction((tx) => tx.run(query));

describe('a session of the staff', () => {
  it('is read with its account in one statement, and written once a minute', async () => {
    const { visitor } = await signInColleague(portal);
    const texts = (await statementsDuring(portal.app.db, () => visitor.open('/fr/admin'))).map(
      ({ text: sent }) => sent,
    );
    assert.equal(texts.length, 2, texts.join('\n'));
    assert.ok(texts.every((sent) => /^\s*select/i.test(sent)));
    portal.clock.advance(61);
    const later = await statementsDuring(portal.app.db, async () => {
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
  const text1 = 'Bonjour, il manque le plan <1:50> & l’accord du voisin.';

  /** Writes to a citizen with a document in a session that has ended, which is answered with the sign-in page. */
  async function interrupted() {
    const { visitor, colleague } = await signInColleague(portal);
    const { reference } = await filedRequest(portal);
    const path = `/fr/admin/submissions/${formatReference(reference)}`;
    await visitor.open(path);
    visitor.setCookie('staff-session', 'gone');
    const owner = /name="formOwner" value="([^"]+)"/.exec(visitor.page.html)?.[1] ?? '';
    const fields = { formOwner: owner, text: text1, password: 'secret', code: '123456', rrn: '85.07.30-033.28' };
    return { visitor, colleague, path, fields };
  }
  async function signInHere(visitor: Visitor, colleague: Colleague) {
    portal.clock.advance(30);
    visitor.fill('Adresse e-mail', colleague.email).fill('Mot de passe', colleague.password);
    visitor.fill('Code à 6 chiffres', codeOf(portal, colleague));
    return visitor.press('Se connecter');
  }

  it('is kept, also beside a document and after a wrong password, and shown again; nothing was sent', async () => {
    const { visitor, colleague, path, fields } = await interrupted();
    const files = [{ name: 'documents', file: new File(['%PDF-1.7'], 'plan.pdf', { type: 'application/pdf' }) }];
    const list = Object.entries(fields).map(([name, value]) => ({ name, value }));
    const page = await visitor.postFiles(`${path}/messages`, { fields: list, files });
    assert.equal(page.status, 401);
    assert.match(text(page.html), /ce que vous avez écrit est gardé, rien n’est encore envoyé. Les documents/);
    visitor.fill('Adresse e-mail', colleague.email).fill('Mot de passe', 'pas le bon du tout');
    visitor.fill('Code à 6 chiffres', '000000');
    assert.equal((await visitor.press('Se connecter')).status, 422);
    const { location } = await signInHere(visitor, colleague);
    assert.match(location ?? '', new RegExp(`^${path}/messages\\?resumed=[0-9a-f-]{36}$`));
    assert.ok(text((await visitor.follow()).html).includes('Bonjour, il manque le plan &lt;1:50&gt; &amp; l’accord'));
    assert.equal(
      (await portal.app.db.pool.query('select from submission_messages where text = $1', [text1])).rowCount,
      0,
    );
    const { rows } = await portal.app.db.pool.query('select sealed from staff_interrupted_forms');
    assert.ok(rows.length > 0 && rows.every(({ sealed }) => !sealed.includes('Bonjour')));
    // Elsewhere, and for a colleague, the address recalls nothing.
    const id = location?.split('=')[1] ?? '';
    assert.ok(!(await visitor.open(`${path}/notes?resumed=${id}`)).html.includes('il manque le plan'));
    const { visitor: other } = await signInColleague(portal);
    assert.ok(!(await other.open(location ?? '')).html.includes('il manque le plan'));
  });

  it('is not given to a colleague who signs in on that tab, and holds no password, code or national number', async () => {
    const { visitor, path, fields } = await interrupted();
    await visitor.post(`${path}/notes`, fields);
    const sealed = /name="interrupted" value="([^"]+)"/.exec(visitor.page.html)?.[1] ?? '';
    const kept = portal.app.sealing.unseal('interrupted-form', z.looseObject({ fields: z.looseObject({}) }), sealed);
    assert.deepEqual(Object.keys(kept?.fields ?? {}), ['text']);
    const karim = await addColleague(portal);
    assert.equal((await signInHere(visitor, karim)).location, `${path}/notes`);
    assert.ok(!(await visitor.follow()).html.includes('il manque le plan'));
  });

  it('of nobody known is answered with the sign-in page, which says that nothing was saved and leads back', async () => {
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
