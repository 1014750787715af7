import type { App } from '../../../../app.ts';
import { queueDraftReminders, REMINDERS_A_BATCH } from './draft-reminder.ts';
import { updateIdleDraftsReminded } from './draft-reminders.repository.ts';

/** Sends, each day, one mail for each draft that will be deleted in a week unless somebody goes on with it. */
export async function remindOfIdleDrafts({ db }: Pick<App, 'db'>): Promise<void> {
  for (let told = REMINDERS_A_BATCH; told === REMINDERS_A_BATCH; ) {
    told = await db.transaction(async (tx) => {
      const drafts = await updateIdleDraftsReminded(tx, REMINDERS_A_BATCH);
      await queueDraftReminders(tx, 'draft-expiring', drafts);
      return drafts.length;
    });
  }
}
