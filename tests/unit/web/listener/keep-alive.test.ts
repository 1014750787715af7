import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { KEEP_ALIVE_SECONDS, type Listener } from '../../../../src/web/listener/listener.ts';
import { startPlainListener } from './plain-listener.ts';

/** Caddy's default; a proxy that closes last sends a form on a connection that is being closed. */
const KEPT_BY_PROXIES_SECONDS = 120;
const HEADER_SECONDS = 0.2;

describe('a connection that a proxy keeps', () => {
  let listener: Listener;
  before(async () => {
    listener = await startPlainListener({ seconds: HEADER_SECONDS, lookedAtEverySeconds: 0.1 });
  });
  after(() => listener.drain());

  it('stays open for longer than the proxy keeps it, and takes a request after the time that headers have', async () => {
    const socket = connect(listener.port, '127.0.0.1');
    let answers = '';
    socket.on('data', (part) => {
      answers += String(part);
    });
    await once(socket, 'connect');
    const ask = async () => {
      socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
      await Promise.race([once(socket, 'data'), once(socket, 'close')]);
    };
    await ask();
    await wait(5 * HEADER_SECONDS * 1_000);
    await ask();
    assert.equal(answers.match(/HTTP\/1\.1 200 /g)?.length, 2);
    assert.match(answers, new RegExp(`\r\nKeep-Alive: timeout=${KEEP_ALIVE_SECONDS}\r\n`));
    assert.ok(KEEP_ALIVE_SECONDS > KEPT_BY_PROXIES_SECONDS);
    socket.destroy();
  });
});
