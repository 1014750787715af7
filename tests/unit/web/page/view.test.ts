import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import express from 'express';
import { trustedHtml } from '../../../../src/web/page/html.ts';
import { KeptPages } from '../../../../src/web/page/kept-pages.ts';
import type { Shell } from '../../../../src/web/page/shell.ts';
import { loadTexts } from '../../../../src/web/page/texts.ts';
import { type Layout, useRenderer, view } from '../../../../src/web/page/view.ts';
import { createCookieJar } from '../../../../src/web/session/cookies.ts';
import { commune } from '../../../support/commune.ts';

const LONG = 'é'.repeat(2_000);
const templates = {
  get: (name: string) => (model: object) => {
    const { title, body } = model as Layout & { words?: string };
    return trustedHtml(name === 'layout' ? `<title>${title}</title>${body}` : (model as { words: string }).words);
  },
};
const page = view<{ title: string; words: string }>('page');
const portal = (compress: boolean) =>
  express()
    .disable('etag')
    .use(
      useRenderer({ templates, compress, kept: new KeptPages(createCookieJar('http://localhost'), commune) }),
      (req, res) => {
        res.locals.shell = { t: loadTexts(commune).fr, about: null, formOwner: null } as Partial<Shell> as Shell;
        const words = req.path === '/long' ? LONG : 'court';
        page.render(res, { title: 'Titre', words }, req.query['wrong'] === undefined ? 200 : 422);
      },
    );

const compressing = createServer(portal(true));
const plain = createServer(portal(false));
const servers = [compressing, plain];
before(() => Promise.all(servers.map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)))));
after(() => servers.map((server) => server.close()));

type Asked = { path?: string; method?: string; accept?: string; compress?: boolean };

/** Without fetch, which would decompress by itself. */
async function ask({ path = '/long', method = 'GET', accept, compress = true }: Asked) {
  const { port } = (compress ? compressing : plain).address() as AddressInfo;
  const headers = accept === undefined ? {} : { 'accept-encoding': accept };
  const answer = await new Promise<IncomingMessage>((done, fail) =>
    request({ host: '127.0.0.1', port, path, method, headers }, done).on('error', fail).end(),
  );
  const bytes = Buffer.concat(await answer.toArray());
  const gzip = answer.headers['content-encoding'] === 'gzip';
  return { answer, bytes, gzip, html: (gzip && method !== 'HEAD' ? gunzipSync(bytes) : bytes).toString() };
}

describe('a page', () => {
  it('is private HTML that varies with the encoding, and says its length', async () => {
    const { answer, bytes, html } = await ask({ accept: 'gzip' });
    assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8');
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.match(answer.headers.vary ?? '', /Accept-Encoding/);
    assert.equal(Number(answer.headers['content-length']), bytes.length);
    assert.equal(html, `<title>Titre</title>${LONG}`);
  });

  const rows: readonly (readonly [string, string | undefined, boolean])[] = [
    ['is compressed when the browser says gzip', 'gzip', true],
    ['is compressed for gzip among others', 'br, gzip, deflate', true],
    ['is compressed for a low quality', 'gzip;q=0.1', true],
    ['is compressed for 0.01', 'gzip;q=0.01, br', true],
    ['is not when gzip is refused', 'gzip;q=0', false],
    ['is not when gzip is refused among others', 'gzip;q=0.0, identity', false],
    ['is not for brotli alone', 'br', false],
    ['is not without the header', undefined, false],
  ];
  for (const [rule, accept, expected] of rows) {
    it(rule, async () => {
      const { gzip, html } = await ask(accept === undefined ? {} : { accept });
      assert.equal(gzip, expected);
      assert.equal(html, `<title>Titre</title>${LONG}`);
    });
  }

  it('is not compressed when short, nor when the proxy does it', async () => {
    assert.equal((await ask({ accept: 'gzip', path: '/short' })).gzip, false);
    assert.equal((await ask({ accept: 'gzip', compress: false })).gzip, false);
  });

  it('has the same headers and no body for a HEAD', async () => {
    const full = await ask({ accept: 'gzip' });
    const head = await ask({ accept: 'gzip', method: 'HEAD' });
    assert.equal(head.bytes.length, 0);
    assert.equal(head.answer.headers['content-length'], full.answer.headers['content-length']);
  });

  it('says first in its title that the form was refused', async () => {
    const { answer, html } = await ask({ path: '/short?wrong=1' });
    assert.equal(answer.statusCode, 422);
    assert.equal(html, '<title>Erreur\u00a0: Titre</title>court');
  });
});
