import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { FATES, type Fate } from './fates.ts';

/** What is to be transferred is packed, then packed until the archives have answered; all else is destroyed at once. */
export const RUN_STATUSES = ['proposed', 'refused', 'packing', 'packed', 'not-taken', 'destroying', 'done'] as const;
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
  /** Why it was refused, or what the archives had against it. */
  refusal: z.string().nullable(),
  doneAt: z.date().nullable(),
  /** How many requests are in the package for the archives so far. */
  packedRequests: z.number().int(),
  /** Null until the package is whole, as the three that follow. */
  packedAt: z.date().nullable(),
  packageBytes: z.number().nullable(),
  /** In hexadecimal. */
  packageSha256: z.string().nullable(),
  /** How many documents it lacks, or has not as they were sent. */
  packageLacks: z.number().int().nullable(),
  /** When an administrator first took it. */
  downloadedAt: z.date().nullable(),
  /** Who wrote down what the archives said. */
  answeredBy: z.uuid().nullable(),
  answeredByName: z.string().nullable(),
  answeredAt: z.date().nullable(),
  /** By which the archives know what they received. */
  receipt: z.string().nullable(),
});
export type RetentionRun = z.infer<typeof RetentionRun>;

const columns = sql`id, slug, fate, status, authorisation, proposed_by as "proposedBy", proposed_by_name as "proposedByName",
  proposed_at as "proposedAt", judged_by as "judgedBy", judged_by_name as "judgedByName", judged_at as "judgedAt", refusal,
  done_at as "doneAt", packed_requests as "packedRequests", packed_at as "packedAt",
  package_bytes::double precision as "packageBytes", encode(package_sha256, 'hex') as "packageSha256",
  package_lacks as "packageLacks", downloaded_at as "downloadedAt", answered_by as "answeredBy",
  answered_by_name as "answeredByName", answered_at as "answeredAt", receipt`;

const LISTED_AT_MOST = 100;

/** What waits for somebody or is under way first, then the newest. */
export function listRetentionRuns(db: Db): Promise<RetentionRun[]> {
  return db.many(
    RetentionRun,
    sql`
    select ${columns} from retention_runs order by status in ('refused', 'not-taken', 'done'), proposed_at desc, id desc
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

type Judged = { id: string; by: { id: string; name: string }; status: RetentionRun['status']; refusal: string | null };

/** Confirms it, or refuses it with a reason. The caller has locked it. */
export async function updateRetentionRunJudged(tx: Transaction, { id, by, status, refusal }: Judged): Promise<void> {
  await tx.run(sql`
    update retention_runs set status = ${status}, refusal = ${refusal}::text,
      judged_by = ${by.id}, judged_by_name = ${by.name}, judged_at = now()
    where id = ${id}`);
}

/** Those that nothing keeps from being destroyed and that are not done, the oldest first. */
export function listRetentionRunsToCarryOut(db: Db): Promise<RetentionRun[]> {
  return db.many(
    RetentionRun,
    sql`select ${columns} from retention_runs where status = 'destroying' order by judged_at, id`,
  );
}

/** The certificate is kept byte for byte; what was packed is let go to the nightly sweep. The caller has locked the run. */
export async function updateRetentionRunDone(
  tx: Transaction,
  { id, certificate, at }: { id: string; certificate: string; at: Date },
): Promise<void> {
  await tx.run(sql`
    update retention_runs set status = 'done', done_at = ${at}, certificate = ${certificate}, package_id = null
    where id = ${id}`);
}

/** Null until the run is done. */
export async function findCertificate(db: Db, id: string): Promise<string | null> {
  const found = await db.maybe(
    z.strictObject({ certificate: z.string().nullable() }),
    sql`select certificate from retention_runs where id = ${id}`,
  );
  return found?.certificate ?? null;
}
