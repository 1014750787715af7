import type { MaintenanceKind } from '../runs/maintenance-runs.repository.ts';
import type { OperationsState } from './operations-state.ts';

/** `attention` asks somebody to look this week, `fault` today. */
export type Level = 'fine' | 'attention' | 'fault';
export type Judged = Record<'database' | 'storage' | 'disk' | 'mail' | 'scanner' | 'queue' | 'backup' | 'drill', Level>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A backup is made each day and a drill each month; the limits leave a little more time than that. */
const AGE_MS: Readonly<Record<MaintenanceKind, { attention: number; fault: number }>> = {
  backup: { attention: 36 * HOUR_MS, fault: 7 * DAY_MS },
  drill: { attention: 35 * DAY_MS, fault: 100 * DAY_MS },
};

/** Judges for each part whether somebody must look at it. `scans` is true when the portal has a virus scanner. */
export function judgeState(state: OperationsState, { now, scans }: { now: Date; scans: boolean }): Judged {
  const { database, disk, jobs } = state;
  const free = disk.freeBytes / disk.bytes;
  return {
    database: database.connections > 0.8 * database.connectionsAtMost ? 'attention' : 'fine',
    storage: state.storageAnswers ? 'fine' : 'fault',
    disk: above(1 - free, { attention: 0.8, fault: 0.95 }),
    mail: above(state.secondsWithoutMailServer, { attention: 60, fault: 600 }),
    scanner: scans ? above(state.minutesOfUnscanned, { attention: 10, fault: 60 }) : 'attention',
    queue: jobs.givenUp > 0 ? 'attention' : above(jobs.oldestWaitingSeconds, { attention: 120, fault: 600 }),
    backup: ageOf(state, 'backup', now),
    drill: ageOf(state, 'drill', now),
  };
}

function above(value: number, { attention, fault }: { attention: number; fault: number }): Level {
  if (value > fault) return 'fault';
  return value > attention ? 'attention' : 'fine';
}

function ageOf({ runs }: OperationsState, kind: MaintenanceKind, now: Date): Level {
  const latest = runs.find((run) => run.kind === kind);
  if (latest === undefined) return kind === 'backup' ? 'fault' : 'attention';
  const level = above(now.getTime() - latest.endedAt.getTime(), AGE_MS[kind]);
  return level === 'fine' && latest.failedSince ? 'attention' : level;
}
