import type { DraftApp } from '../own-draft.ts';
import { closingSoon } from './closing-soon.ts';
import { queueDraftReminders, REMINDERS_A_BATCH } from './draft-reminder.ts';
import { updateClosingDraftsReminded } from './draft-reminders.repository.ts';

/** Sends, each hour, one mail for each draft of a démarche that closes within 48 hours. */
export async function remindOfClosingDrafts({ db, clock, procedures }: DraftApp): Promise<void> {
  for (const { slug } of closingSoon(procedures.definitions, clock.now())) {
    for (let told = REMINDERS_A_BATCH; told === REMINDERS_A_BATCH; ) {
      told = await db.transaction(async (tx) => {
        const drafts = await updateClosingDraftsReminded(tx, { slug, limit: REMINDERS_A_BATCH });
        await queueDraftReminders(tx, 'draft-closing', drafts);
        return drafts.length;
      });
    }
  }
}
