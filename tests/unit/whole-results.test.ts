import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import test from 'node:test';

/** More than a pipe takes at once, anywhere. */
const LENGTH = 4_000_000;
const WRITES_AND_ENDS = `process.stdout.write('r'.repeat(${LENGTH})); process.exit();`;

test('a process of the tests that is ended at once loses none of its results', async () => {
  const first = import.meta.resolve('../support/run/whole-results.ts');
  const { stdout } = spawn(process.execPath, ['--import', first, '--eval', WRITES_AND_ENDS], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  assert.equal((await text(stdout)).length, LENGTH);
});
