import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Binaries } from './binaries.ts';
import { lastLogLines, logSize } from './log-file.ts';
import type { Place } from './place.ts';
import { describeProcess } from './processes.ts';
import { supervise } from './supervisor.ts';

export const superuser = 'portal';

/**
 * The folders that this process is creating now. The process number in their names is not enough to tell, as in a
 * container it is the same at each start.
 */
const draftsInHand = new Set<string>();

export type Cluster = { data: string; password: string };

/**
 * Returns the database files, created at the first start. Throws when they belong to another user or to another version
 * of Postgres.
 */
export async function openCluster(place: Place, binaries: Binaries, durable: boolean): Promise<Cluster> {
  removeAbandonedDrafts(place.area);
  if (!existsSync(place.cluster)) await createCluster(place, binaries, durable);
  checkOwner(place);
  const data = path.join(place.cluster, 'data');
  const made = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  const major = binaries.version.split('.')[0];
  if (made !== major) {
    const remedy = 'move the data with pg_dump, set DATABASE_URL, or delete that folder to start afresh';
    throw new Error(`${place.cluster} was made by Postgres ${made} and the embedded one is ${major}: ${remedy}`);
  }
  return { data, password: readPassword(place) };
}

export const readPassword = ({ cluster }: Pick<Place, 'cluster'>) =>
  readFileSync(path.join(cluster, 'password'), 'utf8').trim();

/**
 * Creates the files in a draft folder and then renames it, so that a start killed half-way leaves only a draft, which a
 * later start removes.
 */
async function createCluster(place: Place, binaries: Binaries, durable: boolean): Promise<void> {
  const draft = mkdtempSync(path.join(place.area, `new-${process.pid}-`));
  draftsInHand.add(draft);
  try {
    await fillDraft({ draft, place, binaries, durable });
    renameSync(draft, place.cluster);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another start on the same folder was quicker: its files are used.
    if (!existsSync(place.cluster)) throw error;
  } finally {
    draftsInHand.delete(draft);
  }
}

type Draft = { draft: string; place: Place; binaries: Binaries; durable: boolean };

async function fillDraft({ draft, place: { account, logFile }, binaries, durable }: Draft): Promise<void> {
  const passwordFile = path.join(draft, 'password');
  writeFileSync(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (account !== null) for (const file of [passwordFile, draft]) chownSync(file, account.uid, account.gid);
  const options = [`--pgdata=${path.join(draft, 'data')}`, `--username=${superuser}`, `--pwfile=${passwordFile}`];
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const rest = ['--auth=scram-sha-256', '--no-instructions', ...(durable ? [] : ['--no-sync', '--no-data-checksums'])];
  const from = logSize(logFile);
  const code = await supervise({ argv: [binaries.initdb, ...options, ...locale, ...rest], account, logFile }).exited;
  if (code === 0) return;
  const lines = lastLogLines(logFile, from);
  throw new Error(
    `the embedded Postgres could not create its files (DATABASE_URL does without):\n${lines}\n(${logFile})`,
  );
}

function removeAbandonedDrafts(area: string): void {
  for (const name of readdirSync(area)) {
    const draft = path.join(area, name);
    const maker = Number(/^new-(\d+)-/.exec(name)?.[1]);
    if (Number.isNaN(maker) || draftsInHand.has(draft)) continue;
    if (maker !== process.pid && describeProcess(maker) !== null) continue;
    try {
      rmSync(draft, { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // The initdb of a killed start is still ending; a later start removes the rest.
    }
  }
}

function checkOwner({ cluster, account }: Place): void {
  const { uid } = statSync(cluster);
  if (account !== null) {
    // Somebody ran `chown -R root` on the project, but Postgres insists on owning its files.
    if (uid !== account.uid) execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, cluster]);
    return;
  }
  const self = process.getuid?.();
  if (uid === self) return;
  const remedy = 'start as that user or as root, set DATABASE_URL, or delete that folder to start afresh';
  throw new Error(`the database in ${cluster} belongs to user ${uid} and you are user ${self}: ${remedy}`);
}
