import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { removeLeftBehind } from '../support/run/left-behind.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a run removes what killed runs left behind, and neither what a living one uses nor what has another name', async () => {
  const folder = await temporaryFolder('left-behind');
  const { pid: gone } = spawnSync(process.execPath, ['--version']);
  const kept = [`tested-${process.pid}`, `tested-${process.pid}-a1B2c3`, `tested-${gone}a`, 'tested-', `other-${gone}`];
  for (const name of [...kept, `tested-${gone}`, `tested-${gone}-a1B2c3`]) {
    await mkdir(path.join(folder, name));
    await writeFile(path.join(folder, name, 'file'), '');
  }
  await removeLeftBehind(folder, 'tested');
  assert.deepEqual((await readdir(folder)).sort(), kept.sort());
});

test('a run that finds no such folder has nothing to remove', async () => {
  await removeLeftBehind(path.join(await temporaryFolder('left-behind'), 'missing'), 'tested');
});
