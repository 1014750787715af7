import { spawn } from 'node:child_process';
import path from 'node:path';
import { PATIENCE_MS } from '../until.ts';
import { joined } from './joined.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
export type Ended = { code: number | null; said: string; complained: string };

/**
 * Runs one of the project's commands, or its start, as the image does, and waits until it ends. One that goes on for a
 * minute is killed, and has no code.
 */
export async function runCommand(
  module: string,
  { options, environment }: { options: readonly string[]; environment: Record<string, string> },
): Promise<Ended> {
  const env = { PATH: process.env['PATH'], ...environment };
  const child = spawn(process.execPath, [joined(module), ...options], {
    cwd: ROOT,
    env,
    stdio: 'pipe',
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
  });
  const ended: Ended = { code: null, said: '', complained: '' };
  child.stdout.on('data', (text) => {
    ended.said += text;
  });
  child.stderr.on('data', (text) => {
    ended.complained += text;
  });
  ended.code = await new Promise((done) => child.once('close', done));
  return ended;
}
