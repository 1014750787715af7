import { z } from 'zod';
import { LocalizedText } from '../../../domain/localized-text.ts';
import { type Db, sql } from '../../../platform/database.ts';
import { Submission } from '../submission.ts';
import { OPEN_STATUSES } from '../submission-status.ts';

const OpenSubmission = z.strictObject({ reference: z.string(), name: LocalizedText });
/** A request that still waits for somebody. `reference` is eleven digits. */
export type OpenSubmission = z.infer<typeof OpenSubmission>;

/**
 * Returns the open requests that a citizen filed for themselves, the oldest first. A request for an organisation
 * belongs to the organisation.
 */
export function listOpenSubmissions(db: Db, citizenId: string): Promise<OpenSubmission[]> {
  return db.many(
    OpenSubmission,
    sql`
    select reference, definition -> 'name' as name
    from submissions join procedure_versions using (slug, version)
    where citizen_id = ${citizenId} and enterprise_number is null and status = any(${OPEN_STATUSES}::text[])
    order by filed_at, id`,
  );
}

/** The colleague who handles a request is known to the staff only. */
const FiledByOneself = Submission.omit({ assigneeId: true, revision: true }).extend({ name: LocalizedText });
export type FiledByOneself = z.infer<typeof FiledByOneself>;

/** All that a citizen filed and may still read, with its answers, the oldest first. */
export function listSubmissionsWithAnswers(db: Db, citizenId: string): Promise<FiledByOneself[]> {
  return db.many(
    FiledByOneself,
    sql`
    select id, reference, citizen_id as "citizenId", enterprise_number as "enterpriseNumber", slug, version,
      first_name as "firstName", last_name as "lastName", email, organisation_name as "organisationName", answers,
      declared, status, language, fee_cents as "feeCents", structured_communication as "structuredCommunication",
      filed_at as "filedAt", changed_at as "changedAt", to_char(due_on, 'YYYY-MM-DD') as "dueOn",
      identified_level as "identifiedLevel", identified_means as "identifiedMeans", identified_at as "identifiedAt",
      department, channel, to_char(paused_on, 'YYYY-MM-DD') as "pausedOn", closed_at as "closedAt",
      definition -> 'name' as name
    from readable_submissions join procedure_versions using (slug, version)
    where reader_id = ${citizenId} and citizen_id = ${citizenId}
    order by filed_at, id`,
  );
}
