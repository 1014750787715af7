import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { startPortal, type TestPortal } from '../../support/portal.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${portal.origin}${path}`, { headers });

describe('health', () => {
  it('says that the process lives and that Postgres answers, and nothing more', async () => {
    const live = await get('/health/live');
    assert.deepEqual([live.status, await live.text()], [200, 'ok']);
    const ready = await get('/health/ready');
    assert.deepEqual([ready.status, await ready.text()], [200, 'ok\noldest waiting job: 0 s\n']);
  });

  it('tells how long the oldest job that is due has been waiting, in readiness and figures', async () => {
    await portal.app.db.pool.query(
      "select graphile_worker.add_job('nobody-does-this', run_at => now() - interval '1000 seconds')",
    );
    assert.match(await (await get('/health/ready')).text(), /^ok\noldest waiting job: 100\d s\n$/);
    assert.match(await (await get('/metrics')).text(), /^jobs_oldest_waiting_seconds 100\d/m);
  });

  it('is not ready when no runner takes jobs in this process', async () => {
    const { jobs } = portal.app.state;
    portal.app.state.jobs = { secondsWithoutRunner: () => 121, restarts: () => 0 };
    const answer = await get('/health/ready');
    portal.app.state.jobs = jobs;
    assert.deepEqual([answer.status, await answer.text()], [503, 'no job runner']);
  });

  it('shows its figures to this machine only, never through a proxy', async () => {
    const answer = await get('/metrics');
    assert.match(await answer.text(), /http_request_duration_seconds_bucket/);
    assert.equal((await get('/metrics', { 'x-forwarded-for': '203.0.113.9' })).status, 404);
  });
});
