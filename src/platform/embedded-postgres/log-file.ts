import { closeSync, copyFileSync, fstatSync, openSync, readSync, rmSync, statSync, truncateSync } from 'node:fs';

const mostBytes = 5_000_000;
const tailBytes = 8_000;

/**
 * Limits the log to two files of about 5 MB. Postgres opens the file for appending, so it goes on from the beginning
 * once the file is emptied.
 */
export function boundLog(file: string): void {
  if (logSize(file) <= mostBytes) return;
  rmSync(`${file}.1`, { force: true });
  copyFileSync(file, `${file}.1`);
  truncateSync(file);
}

export function logSize(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Returns at most the last 20 lines written after position `from`, in bytes. */
export function lastLogLines(file: string, from: number): string {
  const log = openSync(file, 'a+', 0o600);
  try {
    const start = Math.max(from, fstatSync(log).size - tailBytes);
    const buffer = Buffer.alloc(tailBytes);
    const length = readSync(log, buffer, 0, tailBytes, start);
    return buffer.toString('utf8', 0, length).trimEnd().split('\n').slice(-20).join('\n');
  } finally {
    closeSync(log);
  }
}
