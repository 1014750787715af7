import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atTheEnd } from './cleanup.ts';

/** Makes a folder of its own, and removes it at the end of the test file. `name` is the beginning of its name. */
export async function temporaryFolder(name: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), `${name}-`));
  atTheEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
