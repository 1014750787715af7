import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { Submission } from '../submission.ts';

const columns = sql`id, reference, citizen_id as "citizenId",
  enterprise_number as "enterpriseNumber", slug, version, first_name as "firstName", last_name as "lastName",
  email, organisation_name as "organisationName", answers, declared, status, language, fee_cents as "feeCents",
  structured_communication as "structuredCommunication", filed_at as "filedAt", changed_at as "changedAt",
  to_char(due_on, 'YYYY-MM-DD') as "dueOn",
  identified_level as "identifiedLevel", identified_means as "identifiedMeans", identified_at as "identifiedAt",
  department, assignee_id as "assigneeId", channel, revision, to_char(paused_on, 'YYYY-MM-DD') as "pausedOn",
  closed_at as "closedAt"`;

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

/** Returns a submission to the portal's own work, whoever may read it; null for one that is not there or was destroyed. */
export function findKeptSubmission(db: Db, id: string): Promise<Submission | null> {
  return db.maybe(Submission, sql`select ${columns} from submissions where id = ${id} and destroyed_at is null`);
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

/** Names a submission by its reference, eleven digits, or by its id. */
type OfAgent = { agentId: string } & ({ reference: string } | { id: string });

/** Returns null for one that does not exist and for one of a department that the agent does not work for. */
export function findSubmissionOfAgent(db: Db, { agentId, ...asked }: OfAgent): Promise<Submission | null> {
  const one = 'id' in asked ? sql`id = ${asked.id}` : sql`reference = ${asked.reference}`;
  return db.maybe(Submission, sql`select ${columns} from handled_submissions where ${one} and agent_id = ${agentId}`);
}

const EARLIER_MOST = 10;
const EarlierSubmission = Submission.pick({ reference: true, status: true, filedAt: true });
export type EarlierSubmission = z.infer<typeof EarlierSubmission>;
type Same = Pick<Submission, 'id' | 'citizenId' | 'enterpriseNumber' | 'slug' | 'filedAt'>;

/**
 * Returns what the same person, or the same organisation, filed before for the same démarche, the newest first, of the
 * departments that the agent works for. Nothing for somebody without an account.
 */
export function listEarlierSubmissions(
  db: Db,
  { submission, agentId }: { submission: Same; agentId: string },
): Promise<EarlierSubmission[]> {
  const { id, citizenId, enterpriseNumber, slug, filedAt } = submission;
  const same =
    enterpriseNumber === null
      ? sql`citizen_id = ${citizenId}::uuid and enterprise_number is null`
      : sql`enterprise_number = ${enterpriseNumber}`;
  return db.many(
    EarlierSubmission,
    sql`
    select reference, status, filed_at as "filedAt" from handled_submissions
    where ${same} and slug = ${slug} and agent_id = ${agentId} and (filed_at, id) < (${filedAt}, ${id})
    order by filed_at desc, id desc
    limit ${EARLIER_MOST}`,
  );
}

/** Finds a submission as `findSubmission` does, and locks it. */
export async function lockSubmission(
  tx: Transaction,
  { reference, citizenId }: { reference: string; citizenId: string },
): Promise<Submission | null> {
  await tx.many(Locked, sql`select id from submissions where reference = ${reference} for update`);
  return findSubmission(tx, { reference, citizenId });
}

/** Finds a submission as `findSubmissionOfAgent` does, and locks it. */
export async function lockSubmissionOfAgent(
  tx: Transaction,
  asked: { reference: string; agentId: string },
): Promise<Submission | null> {
  await tx.many(Locked, sql`select id from submissions where reference = ${asked.reference} for update`);
  return findSubmissionOfAgent(tx, asked);
}

const Locked = z.strictObject({ id: z.uuid() });

/** The columns that a change may write. The caller has locked the submission. */
export type ChangedSubmission = Pick<
  Submission,
  'id' | 'status' | 'assigneeId' | 'answers' | 'dueOn' | 'pausedOn' | 'closedAt' | 'feeCents'
>;

/** Writes a change, which counts as the next revision. */
export async function updateSubmission(tx: Transaction, changed: ChangedSubmission): Promise<void> {
  const { id, status, assigneeId, answers, dueOn, pausedOn, closedAt, feeCents } = changed;
  await tx.run(sql`
    update submissions set status = ${status}, assignee_id = ${assigneeId}::uuid, answers = ${JSON.stringify(answers)}::jsonb,
      due_on = ${dueOn}::date, paused_on = ${pausedOn}::date, closed_at = ${closedAt}::timestamptz,
      fee_cents = ${feeCents}::integer, structured_communication = case when ${feeCents}::integer > 0 then
        structured_communication(reference) end,
      revision = revision + 1, changed_at = now()
    where id = ${id}`);
}
