import { statfs } from 'node:fs/promises';
import type { App } from '../../../app.ts';
import { describeWaitingJobs } from '../../../platform/job-runner/held-jobs.ts';
import { StorageUnavailable } from '../../../platform/storage/storage.ts';
import { findSecondsWithoutMailServer } from '../../notifications/deliveries/mail-server-absence.repository.ts';
import { type LatestRun, listLatestRuns } from '../runs/maintenance-runs.repository.ts';
import { type DatabaseState, findMinutesOfUnscanned, getDatabaseState } from './operations-state.repository.ts';

export type OperationsState = {
  database: DatabaseState;
  /** True when the storage, a folder or a bucket, answers. */
  storageAnswers: boolean;
  /** The space on the disk that holds `DATA_DIR`. */
  disk: { freeBytes: number; bytes: number };
  secondsWithoutMailServer: number;
  minutesOfUnscanned: number;
  jobs: { oldestWaitingSeconds: number; failing: number; givenUp: number };
  runs: readonly LatestRun[];
};

type Parts = Pick<App, 'config' | 'db' | 'storage'>;

/** Looks at everything that the portal stands on. Throws only when Postgres does not answer. */
export async function readOperationsState({ config, db, storage }: Parts): Promise<OperationsState> {
  const [database, seconds, minutes, jobs, runs, storageAnswers, disk] = await Promise.all([
    getDatabaseState(db),
    findSecondsWithoutMailServer(db),
    findMinutesOfUnscanned(db),
    describeWaitingJobs(db),
    listLatestRuns(db),
    answers(storage),
    statfs(config.dataDirectory),
  ]);
  return {
    database,
    storageAnswers,
    disk: { freeBytes: disk.bavail * disk.bsize, bytes: disk.blocks * disk.bsize },
    secondsWithoutMailServer: seconds,
    minutesOfUnscanned: minutes,
    jobs,
    runs,
  };
}

/** Asks the storage for its first object only, which is enough to know that it answers. */
async function answers(storage: App['storage']): Promise<boolean> {
  try {
    for await (const _first of storage.list()) break;
    return true;
  } catch (error) {
    if (error instanceof StorageUnavailable) return false;
    throw error;
  }
}
