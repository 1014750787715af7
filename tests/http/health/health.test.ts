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
    for (const path of ['/health/live', '/health/ready']) {
      const answer = await get(path);
      assert.equal(answer.status, 200);
      assert.equal(await answer.text(), 'ok');
    }
  });

  it('shows its figures to this machine only, never through a proxy', async () => {
    const answer = await get('/metrics');
    assert.match(await answer.text(), /http_request_duration_seconds_bucket/);
    assert.equal((await get('/metrics', { 'x-forwarded-for': '203.0.113.9' })).status, 404);
  });
});
