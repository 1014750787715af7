import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { startPortal, type TestPortal } from '../../support/portal.ts';

const folder = path.resolve(import.meta.dirname, '../../../public/.built/assets/static');
let portal: TestPortal;
let styles = '';
let plain = Buffer.alloc(0);
before(async () => {
  portal = await startPortal();
  styles = (await readdir(folder)).find((name) => name.endsWith('.css')) ?? '';
  plain = await readFile(path.join(folder, styles));
});

/** Without fetch, which decompresses by itself and tidies addresses. */
async function ask(headers: Record<string, string> = {}, { method = 'GET', address = `/static/${styles}` } = {}) {
  const { port } = portal.app.config;
  const asked = { host: '127.0.0.1', port, path: address, method, headers: { host: `localhost:${port}`, ...headers } };
  const answer = await new Promise<IncomingMessage>((done, fail) => request(asked, done).on('error', fail).end());
  return { status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(await answer.toArray()) };
}

describe('a static file', () => {
  it('is sent as built: for a year, with the headers of every answer', async () => {
    const { status, headers, bytes } = await ask();
    assert.equal(status, 200);
    assert.deepEqual(bytes, plain);
    assert.equal(headers['content-type'], 'text/css; charset=utf-8');
    assert.equal(headers['content-length'], String(plain.length));
    assert.equal(headers['content-encoding'], undefined);
    assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal(headers.vary, 'Accept-Encoding');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.match(String(headers['content-security-policy']), /default-src 'none'/);
  });

  it('is sent in the smallest form that the browser takes', async () => {
    const brotli = await ask({ 'accept-encoding': 'gzip, deflate, br' });
    assert.equal(brotli.headers['content-encoding'], 'br');
    assert.deepEqual(brotliDecompressSync(brotli.bytes), plain);
    const gzip = await ask({ 'accept-encoding': 'gzip, br;q=0' });
    assert.equal(gzip.headers['content-encoding'], 'gzip');
    assert.deepEqual(gunzipSync(gzip.bytes), plain);
    assert.equal((await ask({ 'accept-encoding': 'zstd, bra' })).headers['content-encoding'], undefined);
  });

  it('of every kind says its type', async () => {
    const types = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' };
    for (const [extension, type] of Object.entries(types)) {
      const name = (await readdir(folder)).find((file) => file.endsWith(`.${extension}`));
      assert.equal((await ask({}, { address: `/static/${name}` })).headers['content-type'], type);
    }
  });

  it('is not sent again to who has it', async () => {
    const headers = { 'accept-encoding': 'br' };
    const tag = String((await ask(headers)).headers.etag);
    const again = await ask({ ...headers, 'if-none-match': tag });
    assert.equal(again.status, 304);
    assert.equal(again.bytes.length, 0);
    assert.equal(again.headers.etag, tag);
    assert.equal((await ask({ ...headers, 'if-none-match': '"other"' })).status, 200);
    assert.equal((await ask({ 'if-none-match': tag })).status, 200, 'the tag is that of one form of the file');
  });

  it('has the same headers and no body for a HEAD', async () => {
    const head = await ask({}, { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal(head.headers['content-length'], String(plain.length));
    assert.equal(head.bytes.length, 0);
  });

  it('is sent in part when a part is asked for', async () => {
    const part = await ask({ range: 'bytes=10-19' });
    assert.equal(part.status, 206);
    assert.deepEqual(part.bytes, plain.subarray(10, 20));
    assert.equal(part.headers['content-range'], `bytes 10-19/${plain.length}`);
    assert.deepEqual((await ask({ range: 'bytes=-5' })).bytes, plain.subarray(-5));
    const beyond = await ask({ range: `bytes=${plain.length}-` });
    assert.equal(beyond.status, 416);
    assert.equal(beyond.headers['content-range'], `bytes */${plain.length}`);
  });

  it('is sent whole when the parts are many, unclear, or of another file', async () => {
    for (const headers of [
      { range: 'bytes=0-1,5-6' },
      { range: 'lines=1-2' },
      { range: 'bytes' },
      { range: 'bytes=0-1', 'if-range': '"other"' },
    ]) {
      const { status, bytes } = await ask(headers as Record<string, string>);
      assert.equal(status, 200, JSON.stringify(headers));
      assert.equal(bytes.length, plain.length);
    }
  });

  it('is only read, and nothing beside it can be', async () => {
    assert.equal(
      (await ask({ 'sec-fetch-site': 'same-origin', 'content-length': '0' }, { method: 'POST' })).status,
      404,
    );
    for (const address of [
      '/static/',
      '/static/../../manifest.json',
      `/static/${styles}.br`,
      '/static/%2e%2e/manifest.json',
    ]) {
      assert.equal((await ask({}, { address })).status, 404, address);
    }
  });
});
