import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { before, describe, it } from 'node:test';
import { signUp, text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { PASSWORD, Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
const post = (path: string, body: string, headers: Record<string, string> = FORM) =>
  fetch(`${portal.origin}${path}`, { method: 'POST', body, headers, redirect: 'manual' });
const FORMS = ['/fr/sign-up', '/fr/sign-in', '/fr/password-reset'];

describe('bad input gets a clear 4xx page, never a 500', () => {
  const bodies: [string, string, Record<string, string>][] = [
    ['a NUL', 'email=a%00b%40c.be&firstName=a%00&lastName=b&password=x%00', FORM],
    ['broken percent signs', 'email=%&firstName=%ZZ&password=%C3%28', FORM],
    ['a lone surrogate', 'email=%ED%A0%80&firstName=%ED%A0%80', FORM],
    ['a field of 1 MB', `email=${'a'.repeat(1_000_000)}`, FORM],
    ['a repeated field', 'email=a%40b.be&email=c%40d.be', FORM],
    ['an array field', 'email[]=a&email[0]=b&__proto__=x&constructor[prototype]=y', FORM],
    ['a thousand fields', Array.from({ length: 1_000 }, (_, index) => `f${index}=1`).join('&'), FORM],
    ['JSON', '{"email":"a@b.be"}', { ...FORM, 'content-type': 'application/json' }],
    ['plain text', 'email=a', { ...FORM, 'content-type': 'text/plain' }],
    [
      'broken multipart',
      '--x\r\nContent-Disposition: form-data; name="email"',
      { ...FORM, 'content-type': 'multipart/form-data; boundary=y' },
    ],
    ['no content type', 'email=a', { 'sec-fetch-site': 'same-origin' }],
    ['an unknown encoding', 'email=a', { ...FORM, 'content-encoding': 'zzz' }],
    ['an empty body', '', FORM],
  ];
  for (const [name, body, headers] of bodies) {
    it(name, async () => {
      for (const path of FORMS) {
        const answer = await post(path, body, headers);
        const html = await answer.text();
        assert.ok(answer.status >= 400 && answer.status < 500, `${path}: ${answer.status}`);
        assert.match(html, /<h1/);
        assert.match(html, /<html lang="fr"/);
      }
    });
  }

  it('odd ids and tokens', async () => {
    const { visitor } = await signUp(portal);
    for (const id of ['2147483648', '-1', '%00', '%ff', '..%2f..%2fetc', 'a'.repeat(3_000), '９']) {
      for (const page of ['password-reset', 'email-confirmation', 'email-change']) {
        const { status } = await visitor.open(`/fr/${page}/${id}`);
        assert.ok([400, 404, 410].includes(status), `${page}/${id.slice(0, 20)}: ${status}`);
      }
    }
  });

  it('leaves nothing of the body in the log', async () => {
    await post('/fr/sign-in', `email=canari%40exemple.be&password=${encodeURIComponent(PASSWORD)}`);
    await post('/fr/sign-up', '%7Bcanari%7D', { ...FORM, 'content-type': 'application/json' });
    const log = portal.logged.join('\n');
    assert.ok(!log.includes('canari') && !log.includes(PASSWORD));
  });
});

describe('another site cannot act for a citizen', () => {
  it('an unsafe request needs Sec-Fetch-Site same-origin, or else our Origin', async () => {
    const body = 'email=a%40b.be';
    const plain = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const headers of [
      plain,
      { ...plain, 'sec-fetch-site': 'cross-site' },
      { ...plain, 'sec-fetch-site': 'same-site' },
      { ...plain, 'sec-fetch-site': 'none' },
      { ...plain, origin: 'https://evil.example' },
      { ...plain, origin: 'null' },
      { ...plain, 'sec-fetch-site': 'cross-site', origin: portal.origin },
    ]) {
      assert.equal((await post('/fr/password-reset', body, headers)).status, 403, JSON.stringify(headers));
    }
    assert.equal((await post('/fr/password-reset', body, { ...plain, origin: portal.origin })).status, 200);
  });

  it('other methods are refused', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      assert.equal((await fetch(`${portal.origin}/fr/sign-in`, { method })).status, 405, method);
    }
  });

  it('another host is refused with 421', async () => {
    const answer = await raw('GET /fr HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n');
    assert.match(answer, /^HTTP\/1\.1 421/);
    assert.match(
      await raw('GET /health/live HTTP/1.1\r\nHost: 10.0.0.1\r\nConnection: close\r\n\r\n'),
      /^HTTP\/1\.1 200/,
    );
  });
});

describe('a request in absolute form', () => {
  const ask = (target: string, host: string, more = '') =>
    raw(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${more}\r\n`);

  it('for another host is refused with 421, whatever its header says', async () => {
    const { host } = new URL(portal.origin);
    const answer = await ask('http://other.example/fr/account', host);
    assert.match(answer, /^HTTP\/1\.1 421/);
    assert.ok(!answer.includes('other.example'), answer);
  });

  it('for ours leads to paths of ours: to sign in and come back, and to the other languages', async () => {
    const { host } = new URL(portal.origin);
    const secret = await ask(`${portal.origin}/fr/account?a=b`, host);
    assert.match(secret, /^Location: \/fr\/sign-in\?next=%2Ffr%2Faccount%3Fa%3Db\r$/m);
    assert.match(
      await ask(`${portal.origin}/fr/admin`, host),
      /^Location: \/fr\/admin\/sign-in\?next=%2Ffr%2Fadmin\r$/m,
    );
    for (const page of ['/fr/faq', '/fr/nope']) {
      const html = await ask(portal.origin + page, host);
      assert.ok(html.includes(`href="${page.replace('fr', 'nl')}"`), page);
    }
  });
});

describe('every answer', () => {
  it('carries the security headers, also errors and static files', async () => {
    const { html } = await new Visitor(portal).open('/fr');
    const [, script = ''] = /src="(\/static\/[^"]+)"/.exec(html) ?? [];
    for (const path of ['/fr', '/fr/nope', '/nope', script, '/health/live', '/fr/sign-up']) {
      const { headers } = await fetch(`${portal.origin}${path}`);
      const policy = headers.get('content-security-policy') ?? '';
      for (const part of [
        /default-src 'none'/,
        /script-src 'self' 'sha256-/,
        /form-action 'self'/,
        /base-uri 'none'/,
        /frame-ancestors 'none'/,
        /object-src 'none'/,
      ]) {
        assert.match(policy, part, path);
      }
      assert.ok(!policy.includes('unsafe-inline'));
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('x-powered-by'), null);
      assert.equal(headers.get('access-control-allow-origin'), null);
    }
  });

  it('of an https portal asks for HTTPS and sends __Host- cookies', async () => {
    const secure = await startPortal({ environment: { PUBLIC_ORIGIN: 'https://ep.example', TRUST_PROXY: 'loopback' } });
    const port = secure.app.config.port;
    const body = 'email=a%40b.be&password=x';
    const request = `POST /fr/sign-in HTTP/1.1\r\nHost: ep.example\r\nX-Forwarded-Proto: https\r\nOrigin: https://ep.example\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
    const answer = await raw(request, port);
    assert.match(answer, /Strict-Transport-Security: max-age=63072000; includeSubDomains/);
    assert.match(answer, /Set-Cookie: __Host-language=fr; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure/);
    // A browser drops a `__Host-` cookie only when the line that expires it is Secure and has the path `/` too.
    for (const [path, name] of [
      ['/fr/sign-out', '__Host-session'],
      ['/fr/admin/sign-out', '__Host-staff-session'],
    ] as const) {
      const left = await raw(request.replace('/fr/sign-in', path), port);
      assert.ok(left.includes(`Set-Cookie: ${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure\r\n`), left);
    }
  });

  it('is a page in the visitor’s language for what does not exist', async () => {
    const visitor = new Visitor(portal);
    for (const [path, words] of [
      ['/fr/nope', /Page introuvable/],
      ['/nope', /Page introuvable/],
      ['/xx/faq', /Page introuvable/],
    ] as const) {
      const answer = await visitor.open(path);
      assert.equal(answer.status, 404);
      assert.match(text(answer.html), words);
      assert.match(text(answer.html), /Référence pour nos équipes : [0-9a-f]{8}/);
    }
  });
});

function raw(request: string, port = portal.app.config.port): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('end', () => done(answer));
    socket.on('error', fail);
  });
}
