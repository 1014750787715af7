import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import express, { type ErrorRequestHandler } from 'express';
import { formBody } from '../../../../src/web/pipeline/body.ts';
import { Refusal } from '../../../../src/web/pipeline/refusals.ts';

// biome-ignore lint/complexity/useMaxParams: express knows an error handler by its four parameters
const refusals: ErrorRequestHandler = (error, _req, res, next) => {
  if (!(error instanceof Refusal)) return next(error);
  res.status(error.status).end();
};
const app = express();
app.post('/documents', express.raw({ type: 'application/octet-stream' }));
app.use(formBody());
app.post('/{*path}', (req, res) => void res.json(Buffer.isBuffer(req.body) ? req.body.toString() : req.body));
app.use(refusals);

let origin = '';
const server = createServer(app);
before(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());
const post = (path: string, type: string, body: string) =>
  fetch(origin + path, { method: 'POST', headers: { 'content-type': type }, body });

describe('the body of a form', () => {
  it('is read when it is url-encoded, a repeated name as a list', async () => {
    const answer = await post('/form', 'application/x-www-form-urlencoded', 'a=1&b=2&b=3');
    assert.deepEqual(await answer.json(), { a: '1', b: ['2', '3'] });
  });

  it('is refused with 415 when it is of another type', async () => {
    for (const type of [
      'application/json',
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/octet-stream',
    ]) {
      assert.equal((await post('/form', type, '{}')).status, 415, type);
    }
  });

  it('is left to a route that has a parser of its own before', async () => {
    const answer = await post('/documents', 'application/octet-stream', 'bytes');
    assert.deepEqual([answer.status, await answer.json()], [200, 'bytes']);
    assert.equal((await post('/documents', 'application/json', '{}')).status, 415);
  });
});
