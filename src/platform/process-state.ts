import type { RunningJobs } from './job-runner/job-runner.ts';

/** What the process tells of itself to the probes. */
export type ProcessState = {
  /** True from the signal to stop on: the proxy must send nothing more. */
  stopping: boolean;
  /** Null until the jobs have begun. */
  jobs: Pick<RunningJobs, 'secondsWithoutRunner' | 'restarts'> | null;
};
