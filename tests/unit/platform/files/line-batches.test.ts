import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { LineBatches } from '../../../../src/platform/files/line-batches.ts';
import { atTheEnd } from '../../../support/cleanup.ts';
import { until } from '../../../support/until.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'lines-'));
atTheEnd(() => rm(folder, { recursive: true, force: true }));
const lostLine = (count: number) => `lost ${count}\n`;

describe('lines of the log', () => {
  it('wait for one another, then are written in order', () => {
    const file = openFile('order');
    const lines = new LineBatches(file.fd, lostLine);
    const said = Array.from({ length: 100 }, (_, index) => `${index} ${'é'.repeat(50)}\n`);
    for (const line of said) lines.add(line);
    assert.notEqual(file.text(), '', 'a full piece is written');
    assert.notEqual(file.text(), said.join(''), 'the last lines wait');
    lines.end();
    assert.equal(file.text(), said.join(''));
  });

  it('do not wait long', async () => {
    const file = openFile('soon');
    new LineBatches(file.fd, lostLine).add('alone\n');
    assert.equal(file.text(), '');
    await until(() => file.text() === 'alone\n');
  });

  it('are counted when they cannot be written, and nothing is thrown', () => {
    const file = openFile('lost');
    const lines = new LineBatches(file.fd, lostLine);
    closeSync(file.fd);
    for (const line of ['one\n', 'two\n', 'three\n']) lines.add(line);
    lines.flush();
    lines.add('four\n');
    lines.end();
    assert.equal(openSync(file.path, 'a'), file.fd, 'the same descriptor, good again');
    lines.add('five\n');
    lines.end();
    assert.equal(file.text(), '\nlost 4\nfive\n');
  });
});

const log = JSON.stringify(path.resolve(import.meta.dirname, '../../../../src/platform/log.ts'));
const SAYS_500 = `const { createLog } = await import(${log}); const log = createLog('info');
  for (let line = 0; line < 500; line += 1) log.info({ line }, 'said');`;
const ENDS: readonly [string, string][] = [
  ['by itself', ''],
  ['with process.exit', 'process.exit(0)'],
  ['with an error nobody caught', "setImmediate(() => { throw new Error('fault') })"],
  ['on a signal it handles', "process.on('SIGTERM', () => process.exit(0)); process.kill(process.pid, 'SIGTERM')"],
  ['killed, after a warning', "log.warn({}, 'last'); process.kill(process.pid, 'SIGKILL')"],
];

describe('a process that ends', () => {
  for (const [how, end] of ENDS) {
    it(`${how} has written every line`, async () => {
      const said = await outputOf(`${SAYS_500} ${end}`);
      const numbers = said.flatMap((line) => ('line' in line ? [line['line']] : []));
      assert.deepEqual(
        numbers,
        Array.from({ length: 500 }, (_, line) => line),
      );
    });
  }

  it('waits for a reader that is slow', async () => {
    // What process.stdout does to a pipe: a write to a full one fails instead of waiting.
    const said = await outputOf(`process.stdout; ${SAYS_500.replace('500', '10_000')} process.exit()`, 400);
    assert.equal(said.length, 10_000);
  });

  it('is not held up by a full disk', async () => {
    const child = spawn('sh', ['-c', `exec "$0" --input-type=module -e "$1" >/dev/full`, process.execPath, SAYS_500]);
    const code = await new Promise((done) => child.once('exit', done));
    assert.equal(code, 0);
  });
});

async function outputOf(program: string, readAfterMs = 0): Promise<Record<string, unknown>[]> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await wait(readAfterMs);
  const said = await text(child.stdout);
  return said.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
}

function openFile(name: string) {
  const file = path.join(folder, name);
  return { path: file, fd: openSync(file, 'a'), text: () => readFileSync(file, 'utf8') };
}
