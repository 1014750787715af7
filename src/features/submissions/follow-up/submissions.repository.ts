import { type Db, sql } from '../../../platform/database.ts';
import { Submission } from '../submission.ts';

const columns = sql`id, reference, citizen_id as "citizenId",
  enterprise_number as "enterpriseNumber", slug, version, first_name as "firstName", last_name as "lastName",
  email, organisation_name as "organisationName", answers, declared, status, language, fee_cents as "feeCents",
  structured_communication as "structuredCommunication", filed_at as "filedAt", changed_at as "changedAt",
  to_char(due_on, 'YYYY-MM-DD') as "dueOn",
  identified_level as "identifiedLevel", identified_means as "identifiedMeans", identified_at as "identifiedAt"`;

/** Returns null for one that does not exist and for one that is not theirs. `reference` is eleven digits. */
export function findSubmission(
  db: Db,
  { reference, citizenId }: { reference: string; citizenId: string },
): Promise<Submission | null> {
  return db.maybe(
    Submission,
    sql`select ${columns} from readable_submissions where reference = ${reference} and reader_id = ${citizenId}`,
  );
}

/** Returns the submission that a draft became; null for a draft that was not filed, and for one that is not theirs. */
export function findSubmissionOfDraft(
  db: Db,
  { id, citizenId }: { id: string; citizenId: string },
): Promise<Submission | null> {
  return db.maybe(
    Submission,
    sql`select ${columns} from readable_submissions where id = ${id} and reader_id = ${citizenId}`,
  );
}
