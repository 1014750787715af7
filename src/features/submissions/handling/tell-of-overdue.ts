import type { App } from '../../../app.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { insertSubmissionEvent } from '../follow-up/submission-events.repository.ts';
import { announceNews } from './announce-news.ts';
import { lockOverdueSubmissions } from './overdue.repository.ts';

const AT_ONCE = 100;

/** Says of each request whose announced day has passed that it is late: once, on its page and by mail. */
export async function tellOfOverdue({ db, clock }: Pick<App, 'clock' | 'db'>): Promise<void> {
  const today = localDateOf(clock.now());
  for (let told = AT_ONCE; told === AT_ONCE; ) {
    told = await db.transaction(async (tx) => {
      const late = await lockOverdueSubmissions(tx, { today, limit: AT_ONCE });
      for (const { id } of late) {
        const content = { name: 'overdue', detail: {} } as const;
        await insertSubmissionEvent(tx, { submissionId: id, content, by: { kind: 'portal' } });
        await announceNews(tx, id);
      }
      return late.length;
    });
  }
}
