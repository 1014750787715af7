import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, it } from 'node:test';
import express from 'express';
import { errorHandler } from '../../../../src/web/pipeline/errors.ts';

const logged: unknown[] = [];
const write = (...line: unknown[]) => void logged.push(line);
const log = { debug: write, info: write, warn: write, error: write, fatal: write };
const app = express().disable('x-powered-by');
app.use(() => {
  throw new Error('a file that is gone');
});
app.use(errorHandler({ log } as unknown as Parameters<typeof errorHandler>[0]));
const server = createServer(app);
before(() => once(server.listen(0, '127.0.0.1'), 'listening'));
after(() => server.close());

it('an accident before there is a renderer is answered by a plain 500 with the reference that the log has', async () => {
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/styles.css`);
  const text = await answer.text();
  assert.equal(answer.status, 500);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/plain/);
  assert.match(text, /^500 [0-9a-f]{8}$/);
  assert.equal(logged.length, 1);
  assert.ok(JSON.stringify(logged).includes(text.slice(4)));
});
