import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { appendFileSync, closeSync, openSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { describeProcess } from './processes.ts';

/** The unprivileged user a root process runs Postgres as. */
export type Account = { uid: number; gid: number };

export type Supervised = {
  /** Process number of the command itself, null until the supervisor has told it. */
  pid(): number | null;
  /** Settled when the command has ended, for whatever reason. */
  exited: Promise<number>;
  hasExited(): boolean;
  /** From now on it does not keep this process alive. */
  release(): void;
  /** Asks for a fast shutdown and waits for its end. */
  stop(): Promise<void>;
};

/*
 * Standard input is a pipe that only our process holds: its end means that we are gone, kill -9 included. Two shells share the
 * watch, so that Postgres also stops when the first one is killed. SIGINT is repeated because Postgres ignores it, as it
 * inherits it ignored, until it has installed its own handler; after 20 s SIGQUIT stops it the hard way.
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

// Nothing of our environment passes: PGDATA, PGPORT or a foreign locale would change what Postgres does.
const environment = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };

export type Command = { argv: readonly [string, ...string[]]; account: Account | null; logFile: string };

/** Runs a command in a session of its own, out of reach of the terminal's Ctrl-C, which ends at the latest when we do. */
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
      // The first shell may have been killed: then the second one is still stopping Postgres.
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
    // The type knows the streams are there only when it also knows the third one.
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
