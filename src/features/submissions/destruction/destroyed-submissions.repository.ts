import { z } from 'zod';
import { LocalizedText } from '../../../domain/localized-text.ts';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { Submission } from '../submission.ts';
import { SUBMISSION_STATUSES } from '../submission-status.ts';

const DestroyedSubmission = Submission.pick({ reference: true, slug: true, version: true, filedAt: true }).extend({
  closedAt: z.date(),
  destroyedAt: z.date(),
  /** True when the archives received it before. */
  archived: z.boolean(),
});
/** The columns that are left of a request after its retention. */
export type DestroyedSubmission = z.infer<typeof DestroyedSubmission>;

/** Null for one that still holds something, and for one that is not theirs. `reference` is eleven digits. */
export function findDestroyedSubmission(
  db: Db,
  { reference, readerId }: { reference: string; readerId: string },
): Promise<DestroyedSubmission | null> {
  return db.maybe(
    DestroyedSubmission,
    sql`
    select reference, slug, version, filed_at as "filedAt", closed_at as "closedAt", destroyed_at as "destroyedAt", archived
    from filed_submissions
    where reference = ${reference} and reader_id = ${readerId} and destroyed_at is not null`,
  );
}

const FiledAndDestroyed = DestroyedSubmission.omit({ slug: true, version: true }).extend({
  name: LocalizedText,
  status: z.enum(SUBMISSION_STATUSES),
});
export type FiledAndDestroyed = z.infer<typeof FiledAndDestroyed>;

/** Returns what is left of the destroyed requests that the citizen filed and could still read, the oldest first. */
export function listDestroyedSubmissions(db: Db, citizenId: string): Promise<FiledAndDestroyed[]> {
  return db.many(
    FiledAndDestroyed,
    sql`
    select reference, definition -> 'name' as name, status, filed_at as "filedAt", closed_at as "closedAt",
      destroyed_at as "destroyedAt", archived
    from filed_submissions join procedure_versions using (slug, version)
    where reader_id = ${citizenId} and citizen_id = ${citizenId} and destroyed_at is not null
    order by filed_at, filed_submissions.id`,
  );
}

/**
 * Removes the answers and the names from the row. It deletes the search words afterwards, as the row's own trigger
 * would write them again. The caller has locked the row.
 */
export async function updateSubmissionDestroyed(
  tx: Transaction,
  { id, archived }: { id: string; archived: boolean },
): Promise<void> {
  await tx.run(sql`
    update submissions set destroyed_at = now(), archived = ${archived}, answers = '{}', declared = '{}', first_name = null,
      last_name = null, email = null, organisation_name = null, guest_id = null, assignee_id = null,
      identified_level = null, identified_means = null, identified_at = null, revision = revision + 1
    where id = ${id}`);
  await tx.run(sql`delete from submission_words where submission_id = ${id}`);
}

/** Deletes what citizen and commune wrote to each other, what agents wrote for each other, and what waited for somebody. */
export async function deleteWritingsOfSubmission(tx: Transaction, id: string): Promise<void> {
  await tx.run(sql`delete from submission_messages where submission_id = ${id}`);
  await tx.run(sql`delete from submission_notes where submission_id = ${id}`);
  await tx.run(sql`delete from waiting_corrections where submission_id = ${id}`);
  await tx.run(sql`delete from guest_codes where submission_id = ${id}`);
}

/** Takes the words out of its timeline. Postgres lets it happen only for a run that a second person confirmed. */
export async function updateEventsEmptied(tx: Transaction, id: string): Promise<void> {
  await tx.run(sql`select empty_events_of_destroyed_submission(${id})`);
}
