import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { until } from '../../../support/until.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal({ environment: { STOP_DELAY_SECONDS: '3' } });
});

describe('a portal told to stop', () => {
  it('says first that it is not ready, while it answers all and ends each connection, and only then stops listening', async () => {
    const before = await fetch(`${portal.origin}/fr`);
    assert.notEqual(before.headers.get('connection'), 'close');
    const stopped = portal.stop();
    assert.equal((await fetch(`${portal.origin}/health/ready`)).status, 503);
    const stylesheet = /href="(\/[\w.-]+\.css)"/.exec(await before.text())?.[1] ?? '';
    for (const path of ['/fr', '/fr/faq', stylesheet]) {
      const answer = await fetch(`${portal.origin}${path}`);
      assert.deepEqual([answer.status, answer.headers.get('connection')], [200, 'close'], path);
    }
    await stopped;
    await until(
      () =>
        fetch(`${portal.origin}/health/live`).then(
          () => false,
          () => true,
        ),
      'nobody listens',
    );
  });
});
