import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Account } from './supervisor.ts';

/**
 * The folder in which root keeps what Postgres, run as an unprivileged user, must reach when only root may enter the
 * project's folder.
 */
export const shelter = '/var/lib/espace-personnel';

export type Place = {
  area: string;
  /** A folder with `data/` and `password`, which appear together by one rename. */
  cluster: string;
  logFile: string;
  ownerFile: string;
  /** Null when Postgres runs as the current user. */
  account: Account | null;
};

/**
 * Chooses the folder and the user of the database, and creates the folder. Throws an Error that names the remedy when
 * neither can be used.
 */
export function findPlace({ dataDirectory, durable }: { dataDirectory: string; durable: boolean }): Place {
  const wished = writableFolder(dataDirectory);
  if (process.getuid?.() !== 0) return placeIn(wished, null);
  const sheltered = shelteredArea(wished);
  const existing = [wished, sheltered].find((area) => existsSync(path.join(area, 'cluster')));
  const owner = existing === undefined ? null : ownerOf(path.join(existing, 'cluster'));
  const account = owner ?? unprivilegedAccount();
  // The data stay where they were first put, even when the permissions of the project's folder change afterwards.
  if (existing !== sheltered && canEnter(wished, account)) return placeIn(wished, account);
  if (existing === wished) throw new Error(unreachable(wished, account));
  openShelter(sheltered, wished);
  markTemporary(sheltered, wished, !durable);
  return placeIn(sheltered, account);
}

export function shelteredArea(dataDirectory: string): string {
  return path.join(shelter, createHash('sha256').update(dataDirectory).digest('hex').slice(0, 16));
}

function writableFolder(dataDirectory: string): string {
  try {
    mkdirSync(dataDirectory, { recursive: true });
    accessSync(dataDirectory, constants.W_OK);
    return realpathSync(dataDirectory);
  } catch (cause) {
    const remedy = 'give yourself that folder (chown), choose another one, or set DATABASE_URL';
    throw new Error(`you may not write in ${dataDirectory}, where the database would be: ${remedy}`, { cause });
  }
}

function placeIn(area: string, account: Account | null): Place {
  const inside = (name: string) => path.join(area, name);
  return {
    area,
    account,
    cluster: inside('cluster'),
    logFile: inside('postgres.log'),
    ownerFile: inside('owner.json'),
  };
}

function ownerOf(file: string): Account | null {
  const { uid, gid } = statSync(file);
  return uid === 0 ? null : { uid, gid };
}

function unprivilegedAccount(): Account {
  for (const name of ['postgres', '_postgres', 'nobody']) {
    try {
      const number = (option: string) =>
        Number(execFileSync('id', [option, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: number('-u'), gid: number('-g') };
    } catch {
      // This machine has no such user: the next name is tried.
    }
  }
  throw new Error(
    'Postgres refuses to run as root and there is no user "postgres" or "nobody": create one, or set DATABASE_URL',
  );
}

function canEnter(directory: string, account: Account): boolean {
  const options = { ...account, cwd: '/', stdio: 'ignore' } as const;
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', directory], options).status === 0;
}

function unreachable(area: string, { uid }: Account): string {
  return `user ${uid}, whose database is in ${area}, may no longer enter that folder: allow it (chmod o+x), or set DATABASE_URL`;
}

function openShelter(area: string, dataDirectory: string): void {
  mkdirSync(area, { recursive: true });
  for (const directory of [shelter, area]) chmodSync(directory, 0o755);
  const reason = 'Only root may enter this folder, and Postgres refuses to run as root.';
  const where = `So the database of ${dataDirectory} is kept, from one start to the next, in:\n${area}`;
  const note = `${reason}\n${where}\n\nTo start afresh, stop the portal and delete that folder.\n`;
  writeFileSync(path.join(dataDirectory, 'DATABASE-IS-ELSEWHERE.txt'), note);
  writeFileSync(path.join(area, 'BELONGS-TO.txt'), dataDirectory);
}

/**
 * Marks the data of tests, and deletes the marked data of tests that were killed, once the folder that those were for
 * is gone. Data without a mark are never deleted.
 */
function markTemporary(area: string, dataDirectory: string, temporary: boolean): void {
  const mark = 'TEMPORARY-FOR.txt';
  for (const other of readdirSync(shelter).map((name) => path.join(shelter, name))) {
    const file = path.join(other, mark);
    if (existsSync(file) && !existsSync(readFileSync(file, 'utf8'))) rmSync(other, { recursive: true, force: true });
  }
  if (temporary) writeFileSync(path.join(area, mark), dataDirectory);
  else rmSync(path.join(area, mark), { force: true });
}
