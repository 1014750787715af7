import { z } from 'zod';
import type { LocalDate } from '../../../domain/local-date.ts';
import { sql, type Transaction } from '../../../platform/database.ts';

const Late = z.strictObject({ id: z.uuid() });

/**
 * Locks requests whose announced day has passed and of which that was not said yet since the delay was last put off. What
 * waits for the citizen is not late.
 */
export function lockOverdueSubmissions(
  tx: Transaction,
  { today, limit }: { today: LocalDate; limit: number },
): Promise<z.infer<typeof Late>[]> {
  return tx.many(
    Late,
    sql`
    select id from submissions
    where closed_at is null and due_on < ${today}::date and status <> 'to-complete'
      and not exists (
        select from submission_events where submission_id = submissions.id and name = 'overdue'
          and happened_at >= due_on)
    order by due_on, id limit ${limit} for update skip locked`,
  );
}
