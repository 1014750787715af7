import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { PATIENCE_MS } from '../support/until.ts';

const root = new URL('../../', import.meta.url);

/** A process with that stop; told to stop so many times once it is ready. */
async function stopped(options: { stop: string; patienceMs: number; onlyOnce: boolean; signals: number }) {
  const text = `
    import { createLog } from './src/platform/log.ts';
    import { stopOnSignals } from './src/stop-on-signals.ts';
    stopOnSignals({ log: createLog('info'), stop: ${options.stop}, patienceMs: ${options.patienceMs}, onlyOnce: ${options.onlyOnce} });
    process.on('SIGTERM', () => console.error('told'));
    setInterval(() => {}, 1_000);
    console.error('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', text], {
    cwd: root,
    stdio: 'pipe',
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
  });
  let said = '';
  child.stdout.on('data', (part) => {
    said += part;
  });
  const exit = once(child, 'close');
  await once(child.stderr, 'data');
  for (let count = 0; count < options.signals; count += 1) {
    child.kill('SIGTERM');
    await Promise.race([once(child.stderr, 'data'), exit]);
  }
  const [code] = await exit;
  return { code, said };
}
const HANGS = '() => new Promise(() => {})';
const LONG_MS = 600_000;

describe('a process told to stop', () => {
  it('ends with 0 when it has stopped', async () => {
    const { code } = await stopped({ stop: 'async () => {}', patienceMs: LONG_MS, onlyOnce: false, signals: 1 });
    assert.equal(code, 0);
  });

  it('ends although its stop hangs, and says so', async () => {
    const { code, said } = await stopped({ stop: HANGS, patienceMs: 50, onlyOnce: false, signals: 1 });
    assert.equal(code, 1);
    assert.match(said, /the stop took too long/);
  });

  it('ends at once when told again, unless it is a web process, whose end the first process decides', async () => {
    assert.equal((await stopped({ stop: HANGS, patienceMs: LONG_MS, onlyOnce: false, signals: 2 })).code, 1);
    const slow = '() => new Promise((done) => setTimeout(done, 300))';
    assert.equal((await stopped({ stop: slow, patienceMs: LONG_MS, onlyOnce: true, signals: 2 })).code, 0);
  });
});
