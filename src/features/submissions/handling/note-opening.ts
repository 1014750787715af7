import type { Transaction } from '../../../platform/database.ts';
import { findLastOpening, insertSubmissionEvent } from '../follow-up/submission-events.repository.ts';

type Opening = { submissionId: string; staffMemberId: string };

/** Writes in the timeline that an agent read a submission. Looking again within the hour is the same opening. */
export async function noteOpening(tx: Transaction, { submissionId, staffMemberId }: Opening): Promise<void> {
  if ((await findLastOpening(tx, { submissionId, staffMemberId })) !== null) return;
  const content = { name: 'opened', detail: {} } as const;
  await insertSubmissionEvent(tx, { submissionId, content, by: { kind: 'staff', id: staffMemberId } });
}
