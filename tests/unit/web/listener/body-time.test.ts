import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { after, before, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { boundBodies, letBodyTakeLong } from '../../../../src/web/listener/body-time.ts';

const cut: (string | undefined)[] = [];
const http = createServer((req, res) => {
  letBodyTakeLong(req);
  req.resume().once('end', () => setTimeout(() => res.end('whole'), 700));
});
http.on('clientError', (error: NodeJS.ErrnoException, socket) => {
  cut.push(error.code);
  socket.destroy();
});
boundBodies(http, { seconds: 0.5, leastBytes: 1, mostSpans: 2 });
before(() => once(http.listen(0, '127.0.0.1'), 'listening'));
after(() => http.close());

/** Begins a request of that many bytes. */
async function begin(bytes: number) {
  const socket = connect((http.address() as AddressInfo).port, '127.0.0.1').on('error', () => {});
  await once(socket, 'connect');
  socket.resume().write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${bytes}\r\n\r\n`);
  return socket;
}

it('a body that may take long is cut after all its time, however steadily it comes', async () => {
  cut.length = 0;
  const socket = await begin(1_000_000);
  while (!socket.closed) {
    if (socket.writable) socket.write('x');
    await wait(20);
  }
  assert.deepEqual(cut, ['ERR_HTTP_REQUEST_TIMEOUT']);
});

it('a body that came whole is not cut while its answer is made, nor a connection that waits for the next request', async () => {
  cut.length = 0;
  const socket = await begin(3);
  socket.write('abc');
  await wait(1_500);
  assert.deepEqual([cut.length, socket.closed], [0, false]);
  socket.destroy();
});
