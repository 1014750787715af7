import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { OwnPath, ownPath, requestedPath, withoutQuery } from '../../../../src/web/pipeline/own-path.ts';

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

  it('is judged again when a row gives it back: what is none of ours is no path', () => {
    assert.equal(OwnPath.parse('/fr/faq?q=a&b=%20'), '/fr/faq?q=a&b=%20');
    for (const kept of [
      '',
      'fr',
      '//evil.example/fr',
      '/\\evil.example',
      'https://evil.example/',
      '/.//evil.example',
    ]) {
      assert.equal(OwnPath.safeParse(kept).success, false, kept);
    }
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

describe('the path that was asked for', () => {
  const asked = (originalUrl: string) => requestedPath({ originalUrl });
  const rows: readonly (readonly [string, string])[] = [
    ['/fr/faq?q=a%20b', '/fr/faq?q=a%20b'],
    ['http://other.example/fr/account', '/fr/account'],
    ['HTTPS://u:p@other.example:8443/fr/account?a=b', '/fr/account?a=b'],
    ['http://other.example', '/'],
    ['http://other.example?q=a', '/?q=a'],
    ['http://other.example//evil.example/fr', '/'],
    ['//evil.example/fr', '/'],
    ['/\\evil.example/fr', '/'],
    ['/.//evil.example', '/'],
    ['*', '/*'],
    ['', '/'],
  ];
  for (const [target, path] of rows) it(`of « ${target} » is ${path}`, () => assert.equal(asked(target), path));

  it('never names a host, as a browser reads it, whatever the target', () => {
    const piece = fc.constantFrom('/', '\\', '.', '%2e', ':', '@', '?', '#', 'a', 'evil.example', '[', 'http:', '//');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const path = asked(pieces.join(''));
        assert.equal(new URL(path, `${ORIGIN}/fr/sign-in`).origin, ORIGIN);
        assert.equal(ownPath(path, ORIGIN), path);
        assert.doesNotMatch(withoutQuery(path), /\?/);
      }),
      { numRuns: 2_000 },
    );
  });
});
