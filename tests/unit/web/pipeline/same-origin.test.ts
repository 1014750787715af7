import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Request, Response } from 'express';
import fc from 'fast-check';
import { Refusal } from '../../../../src/web/pipeline/refusals.ts';
import {
  acceptedOrigins,
  ownPath,
  refuseCrossSite,
  refuseOtherHosts,
} from '../../../../src/web/pipeline/same-origin.ts';

const ORIGIN = 'https://www.ep.schaerbeek.be';

describe('the path to return to after sign-in', () => {
  it('is kept with its query when it is one of ours', () => {
    for (const path of [
      '/',
      '/fr',
      '/fr/my-space',
      '/fr/faq?q=a&b=%20',
      '/%09/evil',
      '/a:b@c',
      '/fr?next=//evil.example',
    ]) {
      assert.equal(ownPath(path, ORIGIN), path);
    }
  });

  it('loses its fragment, which is of no use to a server', () => {
    assert.equal(ownPath('/fr/faq?q=a#b', ORIGIN), '/fr/faq?q=a');
  });

  it('always resolves to our origin, as the browser that is redirected reads it', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      ':',
      '@',
      '?',
      '#',
      'a',
      'evil.example',
      '\t',
      '\n',
      'http',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const path = ownPath(`/${pieces.join('')}`, ORIGIN);
        if (path === null) return;
        assert.equal(new URL(path, `${ORIGIN}/fr/sign-in`).origin, ORIGIN);
        assert.equal(ownPath(path, ORIGIN), path);
      }),
      { numRuns: 2_000 },
    );
  });

  const hostile: readonly (readonly [string, unknown])[] = [
    ['another host', 'https://evil.example/'],
    ['another host without scheme', '//evil.example'],
    ['our own host without scheme', '//www.ep.schaerbeek.be/fr'],
    ['three slashes', '///evil.example'],
    ['dot segments before a host', '/.//evil.example'],
    ['a parent before a host', '/fr/..//evil.example'],
    ['encoded dots before a host', '/%2e%2e//evil.example'],
    ['a backslash for a slash', '/\\evil.example'],
    ['two backslashes', '\\\\evil.example'],
    ['a backslash further on', '/fr\\..\\evil'],
    ['a script', 'javascript:alert(1)'],
    ['data', 'data:text/html,x'],
    ['a path without its slash', 'fr/my-space'],
    ['only a query', '?q=a'],
    ['a leading space', ' //evil.example'],
    ['a space inside', '/fr/ my'],
    ['a tab before the second slash', '/\t/evil.example'],
    ['a line feed before the second slash', '/\n/evil.example'],
    ['a line feed at the end', '/fr\n'],
    ['a header of the attacker', '/fr\r\nSet-Cookie: a=b'],
    ['a NUL', '/fr\0'],
    ['a letter outside ASCII', '/fr/é'],
    ['a full-width slash', '/／evil.example'],
    ['nothing', ''],
    ['our own address in full', `${ORIGIN}/fr`],
    ['more than 1,000 characters', `/${'a'.repeat(1_000)}`],
    ['no value', undefined],
    ['null', null],
    ['a repeated field', ['/fr', '/nl']],
    ['an object', { toString: () => '/fr' }],
  ];
  for (const [name, candidate] of hostile) {
    it(`is nothing for ${name}`, () => assert.equal(ownPath(candidate, ORIGIN), null));
  }

  it('accepts 1,000 characters', () => {
    const longest = `/${'a'.repeat(999)}`;
    assert.equal(ownPath(longest, ORIGIN), longest);
  });
});

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

/** The status a middleware refuses with, or null when it lets the request pass. */
function refusalOf(guard: ReturnType<typeof refuseCrossSite>, method: string, headers: Record<string, string>) {
  let passed = 0;
  try {
    guard({ method, headers } as unknown as Request, {} as Response, () => {
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
});
