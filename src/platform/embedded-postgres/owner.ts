import { chownSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Place } from './place.ts';
import { describeProcess, servesDirectory } from './processes.ts';

const milliseconds = { forOwnerAlive: 2_000, forOrphan: 15_000, beforeInterrupting: 3_000, betweenLooks: 30 };

/** The first line of Postgres' own lock file is its process number, the eighth its state. */
export function readPostmaster(data: string): { pid: number; ready: boolean } | null {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : null;
  } catch {
    return null;
  }
}

/** Writes down that this process uses the database, for the message to the next one that tries. */
export function claim({ ownerFile, logFile, account }: Place): void {
  const identity = describeProcess(process.pid)?.identity;
  writeFileSync(ownerFile, JSON.stringify({ pid: process.pid, identity }), { mode: 0o600 });
  if (account === null) return;
  // So that an ordinary user whose portal root started once can go on with it.
  for (const file of [ownerFile, logFile]) chownSync(file, account.uid, account.gid);
}

/** Returns once no Postgres serves these data: the one of a killed portal ends by itself. Throws when a living portal uses them. */
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

type Server = { pid: number; ready: boolean };

/** An orphan is asked to stop after a while; a portal that lives, or an orphan that stays, ends the wait. */
function hastenOrGiveUp(place: Place, server: Server, waited: number): void {
  const owner = livingOwner(place.ownerFile);
  const patience = owner === null ? milliseconds.forOrphan : milliseconds.forOwnerAlive;
  if (waited > patience) throw new Error(inUse(place, owner ?? `process ${server.pid} (Postgres, left alone)`));
  if (owner === null && server.ready && waited > milliseconds.beforeInterrupting) interrupt(server.pid);
}

/** Postgres takes any living process of its own user for the owner of the lock, even another program after a restart of the machine. */
function forgetReusedNumber(pid: number, data: string): void {
  const gone = !isKnown(pid);
  // A process that is really gone is left to Postgres, which then also looks for surviving children.
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
    // It has just ended.
  }
}
