import { chownSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Place } from './place.ts';
import { describeProcess, servesDirectory } from './processes.ts';

const milliseconds = { forOwnerAlive: 2_000, forOrphan: 15_000, beforeInterrupting: 3_000, betweenLooks: 30 };

/**
 * Reads the lock file of Postgres: its first line is the process number, its fourth the port, its eighth the state.
 * Returns null when there is none.
 */
export function readPostmaster(data: string): Server | null {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0
      ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
      : null;
  } catch {
    return null;
  }
}

/** Records that this process uses the database, so that the next start can name it in its message. */
export function claim({ ownerFile, logFile, account }: Place): void {
  const identity = describeProcess(process.pid)?.identity;
  writeFileSync(ownerFile, JSON.stringify({ pid: process.pid, identity }), { mode: 0o600 });
  if (account === null) return;
  // An ordinary user can then go on with a portal that root once started.
  for (const file of [ownerFile, logFile]) chownSync(file, account.uid, account.gid);
}

/**
 * Returns once no Postgres serves these data; the Postgres of a killed portal ends by itself. Throws when a living
 * portal uses them.
 */
export async function awaitPreviousServer(place: Place, data: string): Promise<void> {
  const start = performance.now();
  for (;;) {
    const server = readPostmaster(data);
    if (server === null) return;
    if (!servesDirectory(server.pid, data)) return forgetReusedNumber(server.pid, data);
    hastenOrGiveUp(place, server, performance.now() - start);
    await pause(milliseconds.betweenLooks);
  }
}

type Server = { pid: number; port: number; ready: boolean };

/**
 * Asks a Postgres whose portal has gone to stop, after some time. Throws when the portal is alive, or when that
 * Postgres still runs after its time is over.
 */
function hastenOrGiveUp(place: Place, server: Server, waited: number): void {
  const owner = livingOwner(place.ownerFile);
  const patience = owner === null ? milliseconds.forOrphan : milliseconds.forOwnerAlive;
  if (waited > patience) throw new Error(inUse(place, owner ?? `process ${server.pid} (Postgres, left alone)`));
  if (owner === null && server.ready && waited > milliseconds.beforeInterrupting) interrupt(server.pid);
}

/**
 * Removes the lock file when another program now has the process number in it, as after a restart of the machine.
 * Postgres would take any living process of its own user for the owner of the lock.
 */
function forgetReusedNumber(pid: number, data: string): void {
  const gone = !isKnown(pid);
  // A process that has really gone is left to Postgres, which then also looks for surviving children.
  if (!gone) rmSync(path.join(data, 'postmaster.pid'), { force: true });
}

function isKnown(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function livingOwner(ownerFile: string): string | null {
  try {
    const { pid, identity } = JSON.parse(readFileSync(ownerFile, 'utf8')) as { pid: number; identity: string };
    const found = describeProcess(pid);
    return found !== null && found.identity === identity ? `process ${pid} (${found.command})` : null;
  } catch {
    return null;
  }
}

function inUse({ area }: Place, who: string): string {
  return `another portal uses the database in ${area}: ${who}. Stop it, or set DATABASE_URL to another database.`;
}

function interrupt(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // The process has just ended by itself.
  }
}
