import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { FATES, type Fate } from './fates.ts';

export const RUN_STATUSES = ['proposed', 'refused', 'destroying', 'done'] as const;
const RetentionRun = z.strictObject({
  id: z.uuid(),
  slug: z.string(),
  fate: z.enum(FATES),
  status: z.enum(RUN_STATUSES),
  /** By what the State Archives allow it. */
  authorisation: z.string(),
  proposedBy: z.uuid(),
  /** Names are those of that day. */
  proposedByName: z.string(),
  proposedAt: z.date(),
  /** The second person; null while none has judged it. */
  judgedBy: z.uuid().nullable(),
  judgedByName: z.string().nullable(),
  judgedAt: z.date().nullable(),
  refusal: z.string().nullable(),
  doneAt: z.date().nullable(),
});
export type RetentionRun = z.infer<typeof RetentionRun>;

const columns = sql`id, slug, fate, status, authorisation, proposed_by as "proposedBy", proposed_by_name as "proposedByName",
  proposed_at as "proposedAt", judged_by as "judgedBy", judged_by_name as "judgedByName", judged_at as "judgedAt", refusal,
  done_at as "doneAt"`;

const LISTED_AT_MOST = 100;

/** What waits for somebody or is under way first, then the newest. */
export function listRetentionRuns(db: Db): Promise<RetentionRun[]> {
  return db.many(
    RetentionRun,
    sql`
    select ${columns} from retention_runs order by status in ('refused', 'done'), proposed_at desc, id desc
    limit ${LISTED_AT_MOST}`,
  );
}

export function findRetentionRun(db: Db, id: string): Promise<RetentionRun | null> {
  return db.maybe(RetentionRun, sql`select ${columns} from retention_runs where id = ${id}`);
}

/** Null for one that does not exist. */
export function lockRetentionRun(tx: Transaction, id: string): Promise<RetentionRun | null> {
  return tx.maybe(RetentionRun, sql`select ${columns} from retention_runs where id = ${id} for update`);
}

/** Lets one proposal be written at a time, so that the next sees which requests it holds. */
export async function lockProposals(tx: Transaction): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtext('retention_runs'))`);
}

type Proposed = { id: string; slug: string; fate: Fate; authorisation: string; by: { id: string; name: string } };

export async function insertRetentionRun(tx: Transaction, run: Proposed): Promise<void> {
  await tx.run(sql`
    insert into retention_runs (id, slug, fate, authorisation, proposed_by, proposed_by_name)
    values (${run.id}, ${run.slug}, ${run.fate}, ${run.authorisation}, ${run.by.id}, ${run.by.name})`);
}

type Judged = { id: string; by: { id: string; name: string }; refusal: string | null };

/** Confirms it, or refuses it with a reason. The caller has locked it. */
export async function updateRetentionRunJudged(tx: Transaction, { id, by, refusal }: Judged): Promise<void> {
  await tx.run(sql`
    update retention_runs set status = ${refusal === null ? 'destroying' : 'refused'}, refusal = ${refusal}::text,
      judged_by = ${by.id}, judged_by_name = ${by.name}, judged_at = now()
    where id = ${id}`);
}

/** Those that were confirmed and are not done, the oldest first. */
export function listRetentionRunsToCarryOut(db: Db): Promise<RetentionRun[]> {
  return db.many(
    RetentionRun,
    sql`select ${columns} from retention_runs where status = 'destroying' order by judged_at, id`,
  );
}

/** The certificate is kept byte for byte. The caller has locked the run. */
export async function updateRetentionRunDone(
  tx: Transaction,
  { id, certificate, at }: { id: string; certificate: string; at: Date },
): Promise<void> {
  await tx.run(sql`
    update retention_runs set status = 'done', done_at = ${at}, certificate = ${certificate} where id = ${id}`);
}

/** Null until the run is done. */
export async function findCertificate(db: Db, id: string): Promise<string | null> {
  const found = await db.maybe(
    z.strictObject({ certificate: z.string().nullable() }),
    sql`select certificate from retention_runs where id = ${id}`,
  );
  return found?.certificate ?? null;
}
