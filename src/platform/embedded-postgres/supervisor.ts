import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { appendFileSync, closeSync, openSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { describeProcess } from './processes.ts';

/** The unprivileged user as which a root process runs Postgres. */
export type Account = { uid: number; gid: number };

export type Supervised = {
  /** Returns the process number of the command itself, or null until the supervisor has reported it. */
  pid(): number | null;
  /**
   * Resolves to the exit code when the command has ended, for whatever reason; -1 when it could not run or was killed
   * by a signal.
   */
  exited: Promise<number>;
  hasExited(): boolean;
  /** Lets this process end even while the command still runs. */
  release(): void;
  /** Asks Postgres for a fast shutdown and resolves when it has ended. */
  stop(): Promise<void>;
};

/*
 * Standard input is a pipe that only this process holds: when it closes, this process has gone, even after kill -9. Two
 * shells wait for that, so that Postgres also stops when the first shell is killed. SIGINT is sent repeatedly, because
 * Postgres starts with SIGINT ignored and only heeds it once its own handler is installed. After 20 s SIGQUIT ends it
 * at once.
 */
const script = `
trap '' HUP INT TERM
exec 3<&0 </dev/null
"$@" >&2 3<&- &
command=$!
{
  exec >/dev/null 2>&1
  read -r _ <&3
  signal=INT rounds=0
  while kill -s "$signal" "$command"; do
    rounds=$((rounds + 1))
    [ "$rounds" -lt 100 ] || signal=QUIT
    sleep 0.2
  done
} &
watcher=$!
exec 3<&-
echo "$command"
exec >/dev/null
wait "$command"
status=$?
kill -s KILL "$watcher"
exit "$status"
`;

// Nothing of the current environment is passed on: PGDATA, PGPORT or another locale would change what Postgres does.
const environment = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };

export type Command = { argv: readonly [string, ...string[]]; account: Account | null; logFile: string };

/**
 * Runs a command in a session of its own, which the Ctrl-C of the terminal does not reach. The command ends at the
 * latest with this process.
 */
export function supervise(command: Command): Supervised {
  const child = spawnSupervisor(command);
  let pid: number | null = null;
  let ended = false;
  child.stdout.once('data', (line) => {
    pid = Number(line);
  });
  const exited = exitOf(child, command).then((code) => {
    ended = true;
    child.stdin.destroy();
    return code;
  });
  return {
    pid: () => pid,
    exited,
    hasExited: () => ended,
    release: () => {
      for (const holder of [child, child.stdin as Socket, child.stdout as Socket]) holder.unref();
    },
    stop: async () => {
      child.ref();
      child.stdin.destroy();
      await exited;
      // When the first shell was killed, the second one is still stopping Postgres.
      for (let rounds = 0; pid !== null && describeProcess(pid) !== null && rounds < 1_000; rounds += 1)
        await pause(20);
    },
  };
}

type Supervisor = ChildProcessByStdio<Writable, Readable, null>;

function spawnSupervisor({ argv, account, logFile }: Command): Supervisor {
  const log = openSync(logFile, 'a', 0o600);
  try {
    const child = spawn('/bin/sh', ['-c', script, 'postgres-supervisor', ...argv], {
      cwd: '/',
      env: environment,
      detached: true,
      stdio: ['pipe', 'pipe', log],
      ...account,
    });
    // Node's types do not know that the first two streams are pipes when the third one is a file.
    return child as Supervisor;
  } finally {
    closeSync(log);
  }
}

function exitOf(child: Supervisor, { argv, logFile }: Command): Promise<number> {
  child.stdin.on('error', () => {});
  return new Promise((resolve) => {
    child.once('error', (error) => {
      appendFileSync(logFile, `cannot run ${argv[0]}: ${error.message}\n`);
      resolve(-1);
    });
    child.once('exit', (code) => resolve(code ?? -1));
  });
}
