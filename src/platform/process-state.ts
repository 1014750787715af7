import type { RunningJobs } from './job-runner/job-runner.ts';
import type { Watch } from './postgres/watch.ts';

/** What is known about this process while it runs: by the health probes, the metrics, and whoever sets something. */
export type ProcessState = {
  /** True once the process was told to stop, so that the proxy sends it no more requests. */
  stopping: boolean;
  /** Null until the first runner of jobs has started. */
  jobs: Pick<RunningJobs, 'secondsWithoutRunner' | 'restarts'> | null;
  /** Reads again what was set in the database; null while the process starts. */
  settings: Pick<Watch, 'check'> | null;
};
