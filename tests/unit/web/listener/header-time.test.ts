import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { BODY_TIME } from '../../../../src/web/listener/body-time.ts';
import { HEADER_TIME, type Listener } from '../../../../src/web/listener/listener.ts';
import { startPlainListener } from './plain-listener.ts';

describe('headers at a byte a moment', () => {
  let listener: Listener;
  before(async () => {
    listener = await startPlainListener({ seconds: 0.5, lookedAtEverySeconds: 0.1 }, [
      ['X-Content-Type-Options', 'nosniff'],
    ]);
  });
  after(() => listener.drain());

  it('are cut, with an answer that has the headers of every other', async () => {
    const socket = connect(listener.port, '127.0.0.1').on('error', () => {});
    let answer = '';
    socket.on('data', (part) => {
      answer += String(part);
    });
    await once(socket, 'connect');
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nX: ');
    while (!socket.closed) {
      if (socket.writable) socket.write('x');
      await wait(20);
    }
    assert.match(answer, /^HTTP\/1\.1 408 /);
    assert.match(answer, /\r\nX-Content-Type-Options: nosniff\r\n/);
  });

  it('of a portal have 20 s at most, and the body of a form 30', () => {
    assert.ok(BODY_TIME.seconds <= 30);
    assert.ok(HEADER_TIME.seconds + HEADER_TIME.lookedAtEverySeconds <= 20);
  });
});
