import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Request, Response } from 'express';
import fc from 'fast-check';
import { Refusal } from '../../../../src/web/pipeline/refusals.ts';
import { acceptedOrigins, refuseCrossSite, refuseOtherHosts } from '../../../../src/web/pipeline/same-origin.ts';

const ORIGIN = 'https://www.ep.schaerbeek.be';

describe('the origins the portal answers to', () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [ORIGIN, [ORIGIN]],
    ['https://ep.example:8443', ['https://ep.example:8443']],
    ['http://localhost:3000', ['http://localhost:3000', 'http://127.0.0.1:3000']],
    ['http://127.0.0.1:3000', ['http://localhost:3000', 'http://127.0.0.1:3000']],
    ['http://localhost', ['http://localhost', 'http://127.0.0.1']],
    ['https://localhost.evil.example', ['https://localhost.evil.example']],
  ];
  for (const [configured, expected] of rows) {
    it(`are ${expected.join(' and ')} for ${configured}`, () =>
      assert.deepEqual([...acceptedOrigins(configured)], expected));
  }
});

/** `asked` is « GET », or « GET /target ». The status a middleware refuses with, or null when it lets the request pass. */
function refusalOf(guard: ReturnType<typeof refuseCrossSite>, asked: string, headers: Record<string, string>) {
  const [method, url = '/fr'] = asked.split(' ');
  let passed = 0;
  try {
    guard({ method, headers, url } as unknown as Request, {} as Response, () => {
      passed += 1;
    });
  } catch (error) {
    assert.ok(error instanceof Refusal);
    return error.status;
  }
  assert.equal(passed, 1);
  return null;
}

describe('a request', () => {
  const origins = acceptedOrigins(ORIGIN);
  const site = (value: string) => ({ 'sec-fetch-site': value });
  const rows: readonly (readonly [string, string, Record<string, string>, number | null])[] = [
    ['a page asked for from anywhere passes', 'GET', site('cross-site'), null],
    ['a HEAD passes', 'HEAD', {}, null],
    ['a form of ours passes', 'POST', site('same-origin'), null],
    ['a form of another site is refused', 'POST', site('cross-site'), 403],
    ['a form of a sister host is refused', 'POST', site('same-site'), 403],
    ['a form sent by the address bar is refused', 'POST', site('none'), 403],
    ['an empty Sec-Fetch-Site is refused', 'POST', site(''), 403],
    ['Sec-Fetch-Site decides, whatever Origin says', 'POST', { ...site('cross-site'), origin: ORIGIN }, 403],
    ['an old browser is known by Origin', 'POST', { origin: ORIGIN }, null],
    ['another Origin is refused', 'POST', { origin: 'https://evil.example' }, 403],
    ['an Origin that only begins like ours is refused', 'POST', { origin: `${ORIGIN}.evil.example` }, 403],
    ['an opaque Origin is refused', 'POST', { origin: 'null' }, 403],
    ['neither header is refused', 'POST', {}, 403],
    ['a PUT is no method of ours', 'PUT', site('same-origin'), 405],
    ['a DELETE is no method of ours', 'DELETE', site('same-origin'), 405],
    ['an OPTIONS is no method of ours', 'OPTIONS', site('same-origin'), 405],
  ];
  for (const [rule, method, headers, expected] of rows) {
    it(rule, () => assert.equal(refusalOf(refuseCrossSite(origins), method, headers), expected));
  }

  it('for another host is misdirected, whatever the host', () => {
    const guard = refuseOtherHosts(acceptedOrigins('http://localhost:3000'));
    for (const host of ['localhost:3000', '127.0.0.1:3000']) assert.equal(refusalOf(guard, 'GET', { host }), null);
    for (const host of ['localhost', 'localhost:3001', 'evil.example', 'localhost:3000.evil.example', '']) {
      assert.equal(refusalOf(guard, 'GET', { host }), 421, host);
    }
    assert.equal(refusalOf(guard, 'GET', {}), 421);
    fc.assert(fc.property(fc.domain(), (host) => refusalOf(guard, 'POST', { host }) === 421));
  });

  const hosts: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [
      'http://localhost:3000',
      ['LOCALHOST:3000', '127.0.0.1:3000'],
      ['localhost', 'localhost:80', 'user@localhost:3000'],
    ],
    [
      ORIGIN,
      ['WWW.EP.Schaerbeek.be', 'www.ep.schaerbeek.be:443'],
      ['www.ep.schaerbeek.be:80', 'www.ep.schaerbeek.be/x'],
    ],
    ['http://localhost', ['localhost:80', 'LOCALHOST'], ['localhost:443', 'localhost#', 'localhost?']],
    ['http://[::1]:3000', ['[::1]:3000', '[0:0:0:0:0:0:0:1]:3000'], ['[::2]:3000', '[::1']],
  ];
  for (const [origin, ours, others] of hosts) {
    it(`for the host of ${origin} is ours in any case, with or without the default port`, () => {
      const guard = refuseOtherHosts(acceptedOrigins(origin));
      for (const host of ours) assert.equal(refusalOf(guard, 'GET', { host }), null, host);
      for (const host of others) assert.equal(refusalOf(guard, 'GET', { host }), 421, host);
    });
  }

  it('in absolute form is for the host it names, whatever the header says', () => {
    const guard = refuseOtherHosts(acceptedOrigins('http://localhost:3000'));
    const host = 'localhost:3000';
    assert.equal(refusalOf(guard, 'GET http://other.example/fr/account', { host }), 421);
    assert.equal(refusalOf(guard, 'GET http:///fr/account', { host }), 421);
    assert.equal(refusalOf(guard, 'GET http://LOCALHOST:3000/fr', { host: 'other.example' }), null);
  });
});
