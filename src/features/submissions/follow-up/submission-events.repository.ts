import { z } from 'zod';
import { type Db, sql } from '../../../platform/database.ts';

/** What happened to a submission. Each name has its words in `submissions:event.*`. */
export const SUBMISSION_EVENTS = ['filed'] as const;

export const SubmissionEvent = z.strictObject({
  id: z.string(),
  name: z.enum(SUBMISSION_EVENTS),
  happenedAt: z.date(),
  /** The citizen who did it, as named today; null for the staff, the portal, and an account that is closed. */
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
});
export type SubmissionEvent = z.infer<typeof SubmissionEvent>;

const AT_MOST = 500;

/** The timeline, oldest first. */
export function listSubmissionEvents(db: Db, submissionId: string): Promise<SubmissionEvent[]> {
  return db.many(
    SubmissionEvent,
    sql`
    select submission_events.id::text as id, name, happened_at as "happenedAt",
      nullif(citizens.first_name, '') as "firstName", nullif(citizens.last_name, '') as "lastName"
    from submission_events left join citizens on citizens.id = citizen_id
    where submission_id = ${submissionId}
    order by submission_events.id
    limit ${AT_MOST}`,
  );
}
