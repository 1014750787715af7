import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { after, before, beforeEach, it } from 'node:test';
import express from 'express';
import { errorHandler } from '../../../../src/web/pipeline/errors.ts';
import { until } from '../../../support/until.ts';

const logged: [level: string, record: object, text: string][] = [];
const write = (level: string) => (record: object, text: string) => void logged.push([level, record, text]);
const LEVELS = ['debug', 'info', 'warn', 'error', 'fatal'];
const log = Object.fromEntries(LEVELS.map((level) => [level, write(level)]));
const app = express().disable('x-powered-by');
/** Gives one part of what was announced, and no more until it is destroyed. */
const unending = () => new Readable({ read() {} });
let content = unending();
app.get('/document', async (_req, res) => {
  res.setHeader('Content-Length', 1_000);
  content.push('the first part');
  await pipeline(content, res);
});
app.use(() => {
  throw new Error('a file that is gone');
});
app.use(errorHandler({ log } as unknown as Parameters<typeof errorHandler>[0]));
const server = createServer(app);
before(() => once(server.listen(0, '127.0.0.1'), 'listening'));
after(() => server.close());
beforeEach(() => {
  logged.length = 0;
  content = unending();
});
const addressOf = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

it('an accident before there is a renderer is answered by a plain 500 with the reference that the log has', async () => {
  const answer = await fetch(addressOf('/styles.css'));
  const text = await answer.text();
  assert.equal(answer.status, 500);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/plain/);
  assert.match(text, /^500 [0-9a-f]{8}$/);
  assert.equal(logged.length, 1);
  assert.ok(JSON.stringify(logged).includes(text.slice(4)));
});

it('who leaves in the middle of a download is noted as such, with the error', async () => {
  const leaving = new AbortController();
  const answer = await fetch(addressOf('/document'), { signal: leaving.signal });
  await answer.body?.getReader().read();
  leaving.abort();
  await until(() => logged.length > 0, 'a line of the log');
  const [line] = logged;
  assert.deepEqual([line?.[0], line?.[2]], ['info', 'answer cut short']);
  assert.match(JSON.stringify(line?.[1]), /ERR_STREAM_PREMATURE_CLOSE/);
});

it('a document that ends too early is an accident of ours, though its code is the same', async () => {
  const answer = await fetch(addressOf('/document'));
  const reader = answer.body?.getReader();
  await reader?.read();
  content.destroy();
  await assert.rejects(async () => await reader?.read());
  await until(() => logged.length > 0, 'a line of the log');
  const [line] = logged;
  assert.deepEqual([line?.[0], line?.[2]], ['error', 'request failed']);
  assert.match(JSON.stringify(line?.[1]), /ERR_STREAM_PREMATURE_CLOSE/);
});
