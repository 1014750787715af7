import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { before, describe, it } from 'node:test';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { until } from '../../../support/until.ts';
import { askOn, connectTo } from './raw-request.ts';

const MOST = 10;
let portal: TestPortal;
before(async () => {
  portal = await startPortal({ environment: { MAX_CONNECTIONS: String(MOST) } });
});

const request = () => `GET /health/live HTTP/1.1\r\nHost: ${new URL(portal.origin).host}\r\n\r\n`;
const openOf = (sockets: readonly Socket[]) => sockets.filter((socket) => !socket.closed);

describe('connections of one process', () => {
  it('are so many at most; one more closes the one that is idle for longest, and whoever comes is answered', async () => {
    const flood: Socket[] = [];
    for (let count = 0; count < 5 * MOST; count += 1) flood.push(await connectTo(portal));
    for (const socket of flood) socket.resume();
    await until(() => openOf(flood).length === MOST, `${MOST} connections left`);
    assert.deepEqual(openOf(flood), flood.slice(-MOST));
    const citizen = await connectTo(portal);
    assert.match(await askOn(citizen, request(), 'ok'), /^HTTP\/1.1 200 /);
    // It is idle since later than the others now: they go first.
    const later: Socket[] = [];
    for (let count = 1; count < MOST; count += 1) later.push(await connectTo(portal));
    assert.match(await askOn(citizen, request(), 'ok'), /^HTTP\/1.1 200 /);
    for (const socket of [...flood, ...later, citizen]) socket.destroy();
  });

  it('that are answered now are not closed for those that come', async () => {
    const { pool } = portal.app.db;
    const lock = await pool.connect();
    await lock.query('begin');
    await lock.query('lock table graphile_worker._private_jobs in access exclusive mode');
    const ask = () => `GET /health/ready HTTP/1.1\r\nHost: ${new URL(portal.origin).host}\r\n\r\n`;
    const waiting = await connectTo(portal);
    const answer = askOn(waiting, ask(), 'ok');
    await until(() => pool.totalCount - pool.idleCount > 1, 'the question is asked');
    for (let count = 0; count < 3 * MOST; count += 1) {
      const idle = await connectTo(portal);
      idle.resume();
    }
    await lock.query('rollback');
    lock.release();
    assert.match(await answer, /^HTTP\/1.1 200 /);
    waiting.destroy();
  });

  it('all being answered, a new one is closed', async () => {
    const { pool } = portal.app.db;
    const lock = await pool.connect();
    await lock.query('begin');
    await lock.query('lock table graphile_worker._private_jobs in access exclusive mode');
    const ask = `GET /health/ready HTTP/1.1\r\nHost: ${new URL(portal.origin).host}\r\n\r\n`;
    const busy: Socket[] = [];
    for (let count = 0; count < MOST; count += 1) {
      const socket = await connectTo(portal);
      busy.push(socket.resume());
      socket.write(ask);
    }
    await until(() => pool.waitingCount + pool.totalCount - pool.idleCount > MOST, 'all are asked');
    const one = await connectTo(portal);
    one.resume();
    if (!one.closed) await once(one, 'close');
    await lock.query('rollback');
    lock.release();
    for (const socket of busy) socket.destroy();
  });
});
