import { z } from 'zod';
import type { Transaction } from '../../../../platform/database.ts';
import { addJob } from '../../../../platform/jobs.ts';
import { DRAFT_REMINDERS, type DraftReminderKind } from '../../submission-mails.ts';

/** Few enough to mark and to queue in milliseconds. */
export const REMINDERS_A_BATCH = 200;

/** A mail about a draft that will be deleted, or whose démarche closes. */
export const DraftReminder = z.strictObject({ kind: z.enum(DRAFT_REMINDERS), draftId: z.uuid() });
export type DraftReminder = z.infer<typeof DraftReminder>;

/** Adds the mails in the transaction that marks their drafts, so that each leaves once. */
export async function queueDraftReminders(
  tx: Transaction,
  kind: DraftReminderKind,
  drafts: readonly string[],
): Promise<void> {
  for (const draftId of drafts) {
    const payload: DraftReminder = { kind, draftId };
    await addJob(tx, { name: 'send-draft-reminder', payload });
  }
}
