import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Request, Response } from 'express';
import express from 'express';
import fc from 'fast-check';
import type { Log } from '../../../../src/platform/log.ts';
import { clientOf, plainForwardedAddresses } from '../../../../src/web/pipeline/client.ts';

const asked = (agent: string | undefined, ip: string | undefined = '192.0.2.7') =>
  clientOf({ ip, socket: {}, headers: { 'user-agent': agent } } as unknown as Request);

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const WINDOWS = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT}`;
const ANDROID = `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT}`;
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

describe('the browser of a visitor', () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Firefox, Windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'],
    ['Firefox, Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'],
    ['Firefox, iPhone / iPad', `${IPHONE} FxiOS/140.0 Mobile/15E148 Safari/605.1.15`],
    ['Chrome, Windows', `${WINDOWS} Chrome/140.0.0.0 Safari/537.36`],
    ['Chrome, Android', `${ANDROID} Chrome/140.0.0.0 Mobile Safari/537.36`],
    ['Chrome, iPhone / iPad', `${IPHONE} CriOS/140.0 Mobile/15E148 Safari/604.1`],
    ['Edge, Windows', `${WINDOWS} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`],
    ['Edge, Android', `${ANDROID} Chrome/140.0.0.0 Mobile Safari/537.36 EdgA/140.0`],
    ['Opera, Windows', `${WINDOWS} Chrome/140.0.0.0 Safari/537.36 OPR/120.0`],
    ['Samsung Internet, Android', `${ANDROID} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`],
    [
      'Safari, macOS',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
    ],
    ['Safari, iPhone / iPad', `${IPHONE} Version/18.0 Mobile/15E148 Safari/604.1`],
    ['', 'curl/8.5.0'],
    ['', ''],
    ['', undefined],
    ['', `${'x'.repeat(500)} Firefox/140.0`],
  ];
  for (const [expected, agent] of rows) {
    it(`is « ${expected} » for ${(agent ?? 'no header').slice(0, 120)}`, () =>
      assert.equal(asked(agent).browser, expected));
  }

  it('is said in our words only: nothing of what it sends is repeated', () => {
    const names =
      /^(Edge|Opera|Samsung Internet|Firefox|Chrome|Safari)?(, )?(Android|iPhone \/ iPad|Windows|macOS|Linux)?$/;
    const piece = fc.oneof(fc.string(), fc.constantFrom('Firefox/', 'Windows', 'Edg/', '<script>', 'Linux', ' '));
    fc.assert(fc.property(fc.array(piece), (pieces) => names.test(asked(pieces.join('')).browser)));
  });
});

describe('the network of a visitor', () => {
  it('is that of the address the proxies vouch for', () => {
    assert.equal(asked('', '192.0.2.7').network, '192.0.2.7');
    assert.equal(asked('', '::ffff:192.0.2.7').network, '192.0.2.7');
    assert.equal(asked('', '2001:db8:1:2ff::9').network, '2001:db8:1:200::/56');
  });

  it('is unknown once the connection is gone', () => {
    assert.equal(clientOf({ ip: undefined, socket: {}, headers: {} } as unknown as Request).network, '');
  });
});

describe('the address that a proxy gives', () => {
  /** What Express and we make of the header, behind a proxy at 127.0.0.1. */
  function behindProxy(forwarded: string) {
    const server = express().set('trust proxy', '127.0.0.1, 10.0.0.5');
    const req = Object.create(server.request, {
      app: { value: server },
      headers: { value: { 'x-forwarded-for': forwarded } },
      socket: { value: { remoteAddress: '127.0.0.1' } },
    }) as Request;
    let warnings = 0;
    const warn = () => {
      warnings += 1;
    };
    const read = plainForwardedAddresses({ warn } as unknown as Log);
    for (let time = 0; time < 2; time += 1) void read(req, {} as Response, () => undefined);
    return `${clientOf(req).network}${warnings === 0 ? '' : ` warned ${warnings}`}`;
  }
  const rows: readonly (readonly [string, string])[] = [
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:51234', '203.0.113.7'],
    ['2001:db8:1:2ff::9', '2001:db8:1:200::/56'],
    ['[2001:db8:1:2ff::9]:443', '2001:db8:1:200::/56'],
    ['[2001:db8:1:2ff::9]', '2001:db8:1:200::/56'],
    ['64:ff9b::203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:51234, 10.0.0.5:443', '203.0.113.7'],
    ['junk, 203.0.113.7', '203.0.113.7'],
    ['unknown', '127.0.0.1 warned 1'],
    ['203.0.113.7:http', '127.0.0.1 warned 1'],
  ];
  for (const [forwarded, network] of rows) {
    it(`« ${forwarded} » is ${network}`, () => assert.equal(behindProxy(forwarded), network));
  }
});
