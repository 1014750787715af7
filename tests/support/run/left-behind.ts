import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { describeProcess } from '../../../src/platform/embedded-postgres/processes.ts';

/**
 * Removes the folders that killed runs of this user left behind: those named `{name}-{number}`, or `{name}-{number}-…`, whose
 * process lives no more.
 */
export async function removeLeftBehind(folder: string, name: string): Promise<void> {
  const pattern = new RegExp(`^${name}-(\\d+)(?:-|$)`);
  for (const found of await readdir(folder).catch(ignoreMissing)) {
    const [, number] = pattern.exec(found) ?? [];
    if (number === undefined || describeProcess(Number(number)) !== null) continue;
    const left = path.join(folder, found);
    if (await isOwn(left)) await rm(left, { recursive: true, force: true });
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code !== 'ENOENT') throw error;
  return [];
}

/** Returns false too when another run has just removed it. */
async function isOwn(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => null);
  return found !== null && found.uid === process.getuid?.();
}
