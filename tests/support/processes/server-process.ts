import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { atTheEnd } from '../cleanup.ts';
import { freePort } from '../free-port.ts';
import { GENEROUS, TEST_SECRET, type TestPortal } from '../portal.ts';
import { until } from '../until.ts';
import { joined } from './joined.ts';

/** The port on which a process listens, and the host name by which it is asked for. */
export type Door = { port: number; host: string };

const ROOT = path.resolve(import.meta.dirname, '../../..');
const HOST = 'ep.example';

/**
 * Starts the portal as the image does, its modules joined, in a process of its own on the database of the test.
 * `folder` is for its data.
 */
export async function startProcess(
  { databaseUrl }: TestPortal,
  folder: string,
): Promise<{ door: Door; child: ChildProcess }> {
  const port = await freePort();
  const env = {
    ...{ PATH: process.env['PATH'], NODE_ENV: 'test', PORT: String(port), DATA_DIR: folder },
    ...{ DATABASE_URL: databaseUrl, SESSION_SECRET: TEST_SECRET, ...GENEROUS },
    // At an address of the internet no demonstration is loaded, which would take most of each process's life.
    ...{ PUBLIC_ORIGIN: `https://${HOST}`, TRUST_PROXY: 'loopback' },
  };
  const child = spawn(process.execPath, [joined('src/start.mjs')], { cwd: ROOT, env, stdio: 'ignore' });
  atTheEnd(async () => void child.kill('SIGKILL'));
  const isAlive = () =>
    fetch(`http://127.0.0.1:${port}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until(() => {
    assert.equal(child.exitCode, null, 'the portal did not start');
    return isAlive();
  }, 'the portal answers');
  return { door: { port, host: HOST }, child };
}

/** The headers of a request that a proxy passes on from a page of the portal. */
export const proxied = (host: string) => ({ host, 'x-forwarded-proto': 'https', 'sec-fetch-site': 'same-origin' });
