import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { FATES, type Fate } from './fates.ts';

/**
 * A run that goes to the archives is `packing`, then `packed` until they answer; any other run is `destroying` as soon
 * as it is confirmed.
 */
export const RUN_STATUSES = ['proposed', 'refused', 'packing', 'packed', 'not-taken', 'destroying', 'done'] as const;
const RetentionRun = z.strictObject({
  id: z.uuid(),
  slug: z.string(),
  fate: z.enum(FATES),
  status: z.enum(RUN_STATUSES),
  /** The reference of the authorisation that the State Archives gave. */
  authorisation: z.string(),
  proposedBy: z.uuid(),
  /** The names are those that people had on the day of the act. */
  proposedByName: z.string(),
  proposedAt: z.date(),
  /** The second administrator; null until the run is judged. */
  judgedBy: z.uuid().nullable(),
  judgedByName: z.string().nullable(),
  judgedAt: z.date().nullable(),
  /** The reason why the run was refused, or why the archives did not take it. */
  refusal: z.string().nullable(),
  doneAt: z.date().nullable(),
  /** The number of requests in the package so far. */
  packedRequests: z.number().int(),
  /** The next four columns are null until the package is complete. */
  packedAt: z.date().nullable(),
  packageBytes: z.number().nullable(),
  /** The SHA-256 in hexadecimal. */
  packageSha256: z.string().nullable(),
  /** The number of documents that are missing from the package, or differ from what was sent. */
  packageLacks: z.number().int().nullable(),
  /** When an administrator first downloaded the whole package. */
  downloadedAt: z.date().nullable(),
  /** The administrator who recorded the answer of the archives. */
  answeredBy: z.uuid().nullable(),
  answeredByName: z.string().nullable(),
  answeredAt: z.date().nullable(),
  /** The number under which the archives registered the package. */
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

/** Returns first the runs that wait for somebody or are under way, then the newest. */
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

/** Returns null for a run that does not exist. */
export function lockRetentionRun(tx: Transaction, id: string): Promise<RetentionRun | null> {
  return tx.maybe(RetentionRun, sql`select ${columns} from retention_runs where id = ${id} for update`);
}

/** Serialises the proposals, so that each sees which requests the one before it holds. */
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

/** Confirms a run, or refuses it with a reason. The caller has locked it. */
export async function updateRetentionRunJudged(tx: Transaction, { id, by, status, refusal }: Judged): Promise<void> {
  await tx.run(sql`
    update retention_runs set status = ${status}, refusal = ${refusal}::text,
      judged_by = ${by.id}, judged_by_name = ${by.name}, judged_at = now()
    where id = ${id}`);
}

/** Returns the confirmed runs whose requests are still to be destroyed, oldest first. */
export function listRetentionRunsToCarryOut(db: Db): Promise<RetentionRun[]> {
  return db.many(
    RetentionRun,
    sql`select ${columns} from retention_runs where status = 'destroying' order by judged_at, id`,
  );
}

/**
 * Stores the certificate byte for byte and forgets the package, which the nightly sweep then deletes. The caller has
 * locked the run.
 */
export async function updateRetentionRunDone(
  tx: Transaction,
  { id, certificate, at }: { id: string; certificate: string; at: Date },
): Promise<void> {
  await tx.run(sql`
    update retention_runs set status = 'done', done_at = ${at}, certificate = ${certificate}, package_id = null
    where id = ${id}`);
}

/** Returns null until the run is done. */
export async function findCertificate(db: Db, id: string): Promise<string | null> {
  const found = await db.maybe(
    z.strictObject({ certificate: z.string().nullable() }),
    sql`select certificate from retention_runs where id = ${id}`,
  );
  return found?.certificate ?? null;
}
