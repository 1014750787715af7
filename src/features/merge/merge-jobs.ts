import { z } from 'zod';
import { LANGUAGES } from '../../domain/language.ts';
import type { Transaction } from '../../platform/database.ts';
import { addJob, type JobHandlers } from '../../platform/jobs.ts';
import { purge } from '../../platform/postgres/purge.ts';
import type { MailApp } from '../notifications/send-mail.ts';
import { deleteOldMerges } from './account-merges.repository.ts';
import { sendMergeLink } from './asking/send-merge-link.ts';
import { MERGE_NEWS, sendMergeNews } from './asking/send-merge-news.ts';

const ToProve = z.strictObject({ mergeId: z.uuid() });
const News = z.strictObject({
  news: z.enum(MERGE_NEWS),
  citizenId: z.uuid(),
  email: z.string(),
  language: z.enum(LANGUAGES),
});

export function mergeJobs(app: MailApp): JobHandlers {
  return {
    'send-merge-link': (payload, job) => sendMergeLink(app, ToProve.parse(payload), job),
    'send-merge-news': (payload, job) => sendMergeNews(app, News.parse(payload), job),
    'forget-old-merges': () => purge(app.db, { 'merges of accounts that nobody confirmed': deleteOldMerges }),
  };
}

export const mergeCrontab = '23 3 * * * forget-old-merges';

export function queueMergeLink(tx: Transaction, mergeId: string): Promise<void> {
  return addJob(tx, { name: 'send-merge-link', payload: { mergeId } });
}

export function queueMergeNews(tx: Transaction, news: z.input<typeof News>): Promise<void> {
  return addJob(tx, { name: 'send-merge-news', payload: news });
}
