import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

export type ProcessDescription = {
  /**
   * Differs between two processes that had the same number one after the other, even across a restart of the machine.
   */
  identity: string;
  command: string;
};

/**
 * Returns null when no such process lives. A process that has ended but is not yet reaped (a zombie) counts as ended.
 */
export function describeProcess(pid: number): ProcessDescription | null {
  try {
    return process.platform === 'linux' ? describeOnLinux(pid) : describeElsewhere(pid);
  } catch {
    return null;
  }
}

function describeOnLinux(pid: number): ProcessDescription | null {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in parentheses, may hold spaces; the numbered fields follow it (the state is the third, the start time
  // the 22nd).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  return { identity: `${boot} ${fields[19]}`, command };
}

function describeElsewhere(pid: number): ProcessDescription | null {
  const line = execFileSync('ps', ['-ww', '-o', 'stat=,lstart=,command=', '-p', String(pid)], { encoding: 'utf8' });
  const [, state = 'Z', identity = '', command = ''] =
    /^\s*(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.*)/.exec(line) ?? [];
  return state.startsWith('Z') ? null : { identity, command };
}

/**
 * Returns true when the process is a Postgres that serves this data directory, or when it may be one and permissions
 * are missing to know.
 */
export function servesDirectory(pid: number, data: string): boolean {
  const found = describeProcess(pid);
  if (found === null) return false;
  if (found.command.includes(data)) return true;
  try {
    // Postgres works inside its data directory: comparing the two folders recognises it, whatever path it was started
    // with.
    const works = statSync(`/proc/${pid}/cwd`);
    const own = statSync(data);
    return works.dev === own.dev && works.ino === own.ino;
  } catch {
    return found.command.includes('postgres');
  }
}
