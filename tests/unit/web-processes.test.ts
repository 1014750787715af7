import assert from 'node:assert/strict';
import cluster from 'node:cluster';
import path from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { createLog } from '../../src/platform/log.ts';
import { startWebProcesses, WebProcessNotStarted } from '../../src/web-processes.ts';
import { PATIENCE_MS, until } from '../support/until.ts';

const exec = path.resolve(import.meta.dirname, '../support/processes/web-process.ts');
const options = { databaseUrl: 'postgresql://nobody@127.0.0.1/nothing', sessionSecrets: ['a secret'], port: 0 };
let forked = 0;
cluster.on('fork', () => {
  forked += 1;
});
beforeEach(() => {
  forked = 0;
});

function start(how: 'serves' | 'ends') {
  cluster.setupPrimary({ exec, args: [how], execArgv: [], silent: true });
  return startWebProcesses(cluster, createLog('silent'), { ...options, count: 2 });
}

describe('several web processes', { timeout: PATIENCE_MS }, () => {
  it('are not started, nor begun again, when the first ends after it listened and before it serves', async () => {
    cluster.once('listening', (worker) => worker.send('end'));
    await assert.rejects(
      start('ends').then(({ stop }) => stop()),
      WebProcessNotStarted,
    );
    assert.equal(forked, 1);
  });

  it('are all started once the first serves', async () => {
    const { stop } = await start('serves');
    await until(() => forked === 2, 'the second process');
    await stop();
  });
});
