import type { RunningJobs } from './job-runner/job-runner.ts';
import type { Watch } from './postgres/watch.ts';

/**
 * The state of this process while it runs, for the health probes, the metrics and the pages that need the latest
 * settings.
 */
export type ProcessState = {
  /** True once the process was told to stop, so that the proxy sends it no more requests. */
  stopping: boolean;
  /** Null until the first runner of jobs has started. */
  jobs: Pick<RunningJobs, 'secondsWithoutRunner' | 'restarts'> | null;
  /** Reads again what was set in the database; null while the process starts. */
  settings: Pick<Watch, 'check'> | null;
};
