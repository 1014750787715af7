import type { Transaction } from '../../../platform/database.ts';
import { addJob } from '../../../platform/jobs.ts';

/** Has the people of a submission told by mail that something happened: once for all that happens within a minute. */
export function announceNews(tx: Transaction, submissionId: string): Promise<void> {
  return addJob(tx, {
    name: 'send-submission-news',
    payload: { id: submissionId },
    key: `send-submission-news:${submissionId}`,
    delaySeconds: 60,
  });
}
