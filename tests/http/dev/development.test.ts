import assert from 'node:assert/strict';
import { request } from 'node:http';
import { describe, it } from 'node:test';
import {
  DEMONSTRATION_PASSWORD,
  DEMONSTRATION_STAFF,
  loadDemonstrationData,
  loadDemonstrationStaff,
} from '../../../src/dev/demonstration-data.ts';
import { loadDemonstrationRequest } from '../../../src/dev/demonstration-request.ts';
import { text } from '../../support/journeys.ts';
import { startPortal } from '../../support/portal.ts';
import { addColleague, codeOf, signInColleague } from '../../support/staff.ts';
import { Visitor } from '../../support/visitor.ts';

it('the demonstration staff signs in with the codes that the page of development shows', async () => {
  const portal = await startPortal();
  await loadDemonstrationStaff(portal.app);
  await loadDemonstrationStaff(portal.app);
  const visitor = new Visitor(portal);
  for (const { email, firstName } of DEMONSTRATION_STAFF) {
    const { html } = await visitor.open('/dev/second-factor');
    const [, code = ''] = new RegExp(`${email}</td><td><code>(\\d{6})`).exec(html) ?? [];
    const person = new Visitor(portal);
    await person.post('/fr/admin/sign-in', { email, password: DEMONSTRATION_PASSWORD, code });
    assert.equal(person.page.location, '/fr/admin');
    assert.match(text((await person.follow()).html), new RegExp(firstName));
  }
});

it('Nadia finds a request to decide, once however often the demonstration is loaded', async () => {
  const portal = await startPortal();
  await loadDemonstrationRequest(portal.app.db);
  await loadDemonstrationData(portal.app);
  await loadDemonstrationRequest(portal.app.db);
  await loadDemonstrationRequest(portal.app.db);
  const { visitor } = await signInColleague(portal);
  const said = text((await visitor.open('/fr/admin')).html);
  assert.match(said, /Comité de quartier Josaphat 1999\.000\.744 Jan Peeters · Trésorier.*depuis 2 jours/);
  assert.equal(said.split('Comité de quartier Josaphat').length, 2);
});

it('a fresh portal has no account of the staff, and its page of codes shows none', async () => {
  const portal = await startPortal();
  const { rows } = await portal.app.db.pool.query('select count(*)::int as n from staff_members');
  assert.equal(rows[0].n, 0);
  assert.match(text((await new Visitor(portal).open('/dev/second-factor')).html), /nadia@demo\.example — —/);
});

it('the page of codes is for this machine only', async () => {
  const portal = await startPortal();
  const forwarded = await new Visitor(portal).open('/dev/second-factor', { 'x-forwarded-for': '192.0.2.7' });
  assert.equal(forwarded.status, 404);
});

it('a portal that answers to another address than this machine’s is none of development, whatever it is told', async () => {
  const portal = await startPortal({
    environment: { PUBLIC_ORIGIN: 'https://ep.example', TRUST_PROXY: 'loopback', NODE_ENV: 'development' },
  });
  const status = await new Promise((done, fail) => {
    const headers = { host: 'ep.example' };
    const asked = { port: portal.app.config.port, host: '127.0.0.1', path: '/dev/second-factor', headers };
    request(asked, (answer) => {
      answer.resume();
      done(answer.statusCode);
    })
      .on('error', fail)
      .end();
  });
  assert.equal(status, 404);
});

it('a portal of development answers this machine only, unless told to listen elsewhere too', async () => {
  // The whole of 127.0.0.0/8 is this machine: another address of it stands for that of its network.
  const reached = async (environment: Record<string, string>) => {
    const portal = await startPortal({ environment });
    const { port } = portal.app.config;
    assert.equal((await fetch(`${portal.origin}/health/live`)).status, 200);
    return fetch(`http://127.0.0.2:${port}/health/live`).then(
      ({ status }) => status,
      (error: Error) => (error.cause as { code: string }).code,
    );
  };
  assert.equal(await reached({ NODE_ENV: 'development' }), 'ECONNREFUSED');
  assert.equal(await reached({ NODE_ENV: 'development', HOST: '0.0.0.0' }), 200);
});

describe('in production, over https', () => {
  const host = 'www.ep.schaerbeek.be';
  type Answer = { status: number | undefined; cookies: string[] };

  async function startProduction() {
    const portal = await startPortal({
      environment: {
        NODE_ENV: 'production',
        PUBLIC_ORIGIN: `https://${host}`,
        TRUST_PROXY: 'loopback',
        DATABASE_URL: 'postgres://replaced@by-the-test/database',
        DATABASE_OWNER_URL: 'postgres://replaced-too@by-the-test/database',
        SESSION_SECRET: 'q8Zr1yW5uT0pL3kJ6hG9fD2sA4xC7vB0nM',
        SMTP_URL: 'smtps://mail.example',
        COMMUNE_IBAN: 'BE06 0961 2578 0022',
      },
    });
    const { port } = portal.app.config;
    const send = (path: string, form?: Record<string, string>): Promise<Answer> =>
      new Promise((done, fail) => {
        const headers = { host, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
        const method = form === undefined ? 'GET' : 'POST';
        request({ port, host: '127.0.0.1', path, method, headers }, (answer) => {
          answer.resume();
          done({ status: answer.statusCode, cookies: answer.headers['set-cookie'] ?? [] });
        })
          .on('error', fail)
          .end(new URLSearchParams(form).toString());
      });
    return { portal, send };
  }

  it('the pages of development are not there, and the cookie is bound to this host', async () => {
    const { portal, send } = await startProduction();
    assert.equal((await send('/dev/second-factor')).status, 404);
    assert.equal((await send('/dev/outbox')).status, 404);
    const nadia = await addColleague(portal);
    const fields = { email: nadia.email, password: nadia.password, code: codeOf(portal, nadia) };
    const { status, cookies } = await send('/fr/admin/sign-in', fields);
    assert.equal(status, 303);
    const cookie = cookies.find((line) => line.startsWith('__Host-staff-session='));
    assert.match(cookie ?? '', /; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });
});
