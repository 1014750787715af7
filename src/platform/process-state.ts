import type { RunningJobs } from './job-runner/job-runner.ts';

/** What the health probes and the metrics read about this process. */
export type ProcessState = {
  /** True once the process was told to stop, so that the proxy sends it no more requests. */
  stopping: boolean;
  /** Null until the first runner of jobs has started. */
  jobs: Pick<RunningJobs, 'secondsWithoutRunner' | 'restarts'> | null;
};
