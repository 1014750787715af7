import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseCrontab } from 'graphile-worker';
import { submissionCrontab } from '../../../src/features/submissions/submission-jobs.ts';
import { startJobs } from '../../../src/platform/job-runner/job-runner.ts';
import { addJob } from '../../../src/platform/jobs.ts';
import { createLog } from '../../../src/platform/log.ts';
import { createPool } from '../../../src/platform/postgres/pool.ts';
import { createTestDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';

const log = createLog('silent');
const { db, url } = await createTestDatabase();

/** Adds the job as the crontab does when its minute comes. */
async function minuteOf(task: string): Promise<void> {
  const item = parseCrontab(submissionCrontab).find((one) => one.task === task);
  assert.ok(item);
  const { queueName = null, priority = 0 } = item.options;
  await db.pool.query('select graphile_worker.add_job($1, queue_name => $2, priority => $3)', [
    task,
    queueName,
    priority,
  ]);
}

it('scans that hang, one more each minute, keep no mail from leaving', async () => {
  const hangs = Promise.withResolvers<void>();
  const seen: string[] = [];
  const handlers = {
    'scan-pending-documents': async () => {
      seen.push('scan');
      await hangs.promise;
    },
    'send-submission-news': async () => void seen.push('mail'),
  };
  const pool = createPool({ url, max: 4, log });
  const jobs = await startJobs({ pool, handlers, crontab: '', log });
  try {
    for (let minute = 0; minute < 3; minute += 1) await minuteOf('scan-pending-documents');
    await until(() => seen.length > 0, 'a scan is under way');
    await db.transaction((tx) => addJob(tx, { name: 'send-submission-news', payload: {} }));
    await until(() => seen.includes('mail'), 'the mail left');
    assert.deepEqual(seen, ['scan', 'mail']);
  } finally {
    hangs.resolve();
    await jobs.stop();
    await pool.end();
  }
});
