import { startJobs } from '../../../../src/platform/job-runner/job-runner.ts';
import { createLog } from '../../../../src/platform/log.ts';
import { createPool } from '../../../../src/platform/postgres/pool.ts';

// A process that takes a job and never ends it: the test kills it meanwhile.
const log = createLog('silent');
const held = () => {
  process.stdout.write('held\n');
  return new Promise<void>(() => {});
};
const pool = createPool({ url: process.argv[2] ?? '', max: 4, log });
await startJobs(
  { pool, handlers: { held }, crontab: '', log },
  { beat: 0.2, deadAfter: 1, silentAfter: 5, longestJob: 60, toFinish: 60 },
);
