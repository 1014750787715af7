import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Request, Response } from 'express';
import { type CookieName, createCookieJar } from '../../../../src/web/session/cookies.ts';

const https = createCookieJar('https://www.ep.schaerbeek.be');
const http = createCookieJar('http://localhost:3000');

function written(jar: typeof https, name: CookieName, kept: { value: string; maxAgeSeconds: number }): string[] {
  const lines: string[] = [];
  const res = { append: (header: string, line: string) => lines.push(`${header}: ${line}`) };
  jar.write(res as unknown as Response, name, kept);
  return lines;
}
const onlyLanguage = (jar: typeof https, cookie: string | undefined) =>
  jar.onlyLanguage({ headers: { cookie } } as unknown as Request);
const read = (jar: typeof https, cookie: string | undefined, name: CookieName = 'language') =>
  jar.read({ headers: { cookie } } as unknown as Request, name);

describe('a cookie', () => {
  it('is bound to this host, secure and hidden from scripts over https', () => {
    assert.deepEqual(written(https, 'language', { value: 'nl', maxAgeSeconds: 60 }), [
      'Set-Cookie: __Host-language=nl; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure',
    ]);
    assert.deepEqual(https.sessionNames, { citizen: '__Host-session', staff: '__Host-staff-session' });
    assert.equal(https.secure, true);
  });

  it('has neither prefix nor Secure on a developer’s machine, where a browser would refuse them', () => {
    assert.deepEqual(written(http, 'notice', { value: '', maxAgeSeconds: 0 }), [
      'Set-Cookie: notice=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
    ]);
    assert.deepEqual(http.sessionNames, { citizen: 'session', staff: 'staff-session' });
    assert.equal(http.secure, false);
  });

  const rows: readonly (readonly [string, string | undefined, string | null])[] = [
    ['is absent without a header', undefined, null],
    ['is absent from an empty header', '', null],
    ['is read alone', '__Host-language=nl', 'nl'],
    ['is read among others, with or without a space', 'a=b;__Host-language=nl; c=d', 'nl'],
    ['is empty when it says nothing', '__Host-language=; a=b', ''],
    ['keeps an equals sign', '__Host-language=n=l', 'n=l'],
    ['is not another whose name ends alike', 'x__Host-language=de', null],
    ['is not another whose name begins alike', '__Host-languages=de', null],
    ['is not the one without the prefix, which a sister host can set', 'language=de', null],
    ['is the first when it comes twice', '__Host-language=nl; __Host-language=de', 'nl'],
  ];
  for (const [rule, header, expected] of rows) it(rule, () => assert.equal(read(https, header), expected));

  it('is not read under the name of another', () => {
    assert.equal(read(http, 'language=nl', 'notice'), null);
    assert.equal(read(http, 'language=nl; notice=x', 'notice'), 'x');
  });

  it('of a browser that signed in before changes no page', () => {
    const known = ['__Host-known-browser=x', '__Host-known-staff-browser=y'];
    assert.equal(onlyLanguage(https, [...known, '__Host-language=nl'].join('; ')), true);
    assert.equal(onlyLanguage(https, ['__Host-language=nl', ...known].join('; ')), true);
    assert.equal(onlyLanguage(https, [...known, '__Host-session=z'].join('; ')), false);
    assert.equal(onlyLanguage(https, '__Host-session=known-browser=x'), false);
  });

  it('is the language alone, or there is something to look at', () => {
    for (const cookie of [undefined, '', '__Host-language=nl', '__Host-language=']) {
      assert.equal(onlyLanguage(https, cookie), true, String(cookie));
    }
    for (const cookie of [
      'language=nl',
      '__Host-session=x',
      '__Host-language=nl; a=b',
      'a=b; __Host-language=nl',
      ';',
    ]) {
      assert.equal(onlyLanguage(https, cookie), false, String(cookie));
    }
  });
});
