import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { connectTo, sendRaw } from './raw-request.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const SECURITY = ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy'];

/** Those of an answer as it came over the wire, names in small letters. */
function headersOf(answer: string): Map<string, string> {
  const [head = ''] = answer.split('\r\n\r\n');
  const lines = head.split('\r\n').slice(1);
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
}

describe('what is answered before any page is asked', () => {
  const host = () => new URL(portal.origin).host;
  const unreadable: readonly (readonly [string, number, () => string])[] = [
    ['no HTTP at all', 400, () => 'hello\r\n\r\n'],
    [
      'two lengths',
      400,
      () => `POST /fr HTTP/1.1\r\nHost: ${host()}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`,
    ],
    ['headers of 20 KB', 431, () => `GET /fr HTTP/1.1\r\nHost: ${host()}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
  ];
  for (const [what, status, bytes] of unreadable) {
    it(`${what}: ${status} with the headers of every page, and a short text in each language`, async () => {
      const answer = await sendRaw(portal, bytes());
      assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `));
      const home = await fetch(`${portal.origin}/fr`);
      for (const name of SECURITY) assert.equal(headersOf(answer).get(name), home.headers.get(name), name);
      const [, text = ''] = answer.split('\r\n\r\n');
      assert.equal(text.split('\n').length, 4);
      assert.match(text, /^Demande illisible/);
      assert.equal(headersOf(answer).get('content-length'), String(Buffer.byteLength(text)));
    });
  }

  it('no Host, and an expectation that nobody knows, are answered by the pages', async () => {
    const hostless = await sendRaw(portal, 'GET /fr HTTP/1.1\r\nConnection: close\r\n\r\n');
    assert.match(hostless, /^HTTP\/1.1 421 /);
    const request = `GET /fr HTTP/1.1\r\nHost: ${host()}\r\nExpect: tea\r\nConnection: close\r\n\r\n`;
    assert.match(await sendRaw(portal, request), /^HTTP\/1.1 200 /);
  });

  it('a connection cut by its client is no reason to end', async () => {
    const socket = await connectTo(portal);
    socket.write('POST /fr/sign-in HTTP/1.1\r\nHost');
    socket.resetAndDestroy();
    assert.equal((await fetch(`${portal.origin}/health/live`)).status, 200);
  });
});
