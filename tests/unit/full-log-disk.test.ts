import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { createTestDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { joined } from '../support/processes/joined.ts';
import { until } from '../support/until.ts';

const cwd = path.resolve(import.meta.dirname, '../..');

it('a portal whose log meets a full disk serves, counts the lines lost, and stops when told', async () => {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'test',
    PORT: String(port),
    DATABASE_URL: (await createTestDatabase()).url,
  };
  const secret = { SESSION_SECRET: 'Zb4fQ9xK2mVw7RtY5nHc8LpJ3dGs6AeU' };
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [joined('src/start.mjs')], {
    cwd,
    env: { ...env, ...secret },
    stdio: ['ignore', full, 'inherit'],
  });
  closeSync(full);
  const ended = once(child, 'exit');
  const answers = () =>
    fetch(`${origin}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until(answers, 'the portal answers');
  for (let count = 0; count < 50; count += 1) assert.equal((await fetch(`${origin}/fr`)).status, 200);
  await until(async () => {
    const [, lost = '0'] = /^log_lines_lost_total (\d+)/m.exec(await (await fetch(`${origin}/metrics`)).text()) ?? [];
    // Past what is written at the end of the start.
    return Number(lost) > 50;
  }, 'lines counted as lost');
  child.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
});
