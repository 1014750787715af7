import type { JobRun } from '../../../src/platform/jobs.ts';

let last = 9_000_000_000;

/** A run of a job that nothing queued: for a test that calls a handler itself. Each is another job unless an id is given. */
export function jobRun(given: Partial<JobRun> = {}): JobRun {
  last += 1;
  return { id: String(last), askedAt: new Date(), attempt: 1, maxAttempts: 25, ...given };
}
