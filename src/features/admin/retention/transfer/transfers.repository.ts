import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../../platform/database.ts';

/** Returns the runs that are still to be packed although no job does it, as somebody dropped the job. */
export function listRunsWithoutPackingJob(db: Db): Promise<{ id: string }[]> {
  return db.many(
    z.strictObject({ id: z.uuid() }),
    sql`
    select id from retention_runs where status = 'packing'
      and not exists (select from graphile_worker.jobs where key = 'pack-transfer-' || retention_runs.id)
    order by judged_at, id`,
  );
}

export async function updateRunProgress(
  tx: Transaction,
  { id, requests }: { id: string; requests: number },
): Promise<void> {
  await tx.run(sql`update retention_runs set packed_requests = ${requests} where id = ${id} and status = 'packing'`);
}

/**
 * `key` is the key in the storage, `sha256` is in hexadecimal, and `lacks` counts the documents that are missing or
 * altered.
 */
export type Package = { key: string; bytes: number; sha256: string; requests: number; lacks: number };

/** Stores the finished package. The caller has locked the run and made the package durable in the storage. */
export async function updateRunPacked(
  tx: Transaction,
  { id, key, bytes, sha256, requests, lacks }: Package & { id: string },
): Promise<void> {
  await tx.run(sql`
    update retention_runs set status = 'packed', packed_at = now(), packed_requests = ${requests}, package_id = ${key},
      package_bytes = ${bytes}::bigint, package_sha256 = decode(${sha256}, 'hex'), package_lacks = ${lacks}
    where id = ${id}`);
}

/**
 * A packed request with the stamp of its content. The stamp is null when the request was no longer due, so that its
 * turn is over.
 */
export type PackedLine = { id: string; stamp: string | null };

export async function updateRunSubmissionsPacked(
  tx: Transaction,
  { runId, lines }: { runId: string; lines: readonly PackedLine[] },
): Promise<void> {
  const packed = lines.flatMap(({ id, stamp }) => (stamp === null ? [] : [{ id, stamp }]));
  await tx.run(sql`
    update retention_run_submissions set stamp = packed.stamp
    from unnest(${packed.map(({ id }) => id)}::uuid[], ${packed.map(({ stamp }) => stamp)}::text[]) packed (id, stamp)
    where run_id = ${runId} and submission_id = packed.id and outcome is null`);
  const gone = lines.filter(({ stamp }) => stamp === null).map(({ id }) => id);
  await tx.run(sql`
    update retention_run_submissions set outcome = 'not-due'
    where run_id = ${runId} and submission_id = any(${gone}::uuid[]) and outcome is null`);
}

const Waiting = z.strictObject({ key: z.uuid(), slug: z.string(), bytes: z.number(), sha256: z.string() });

/** Returns the package that waits to be handed over, or null when there is none. */
export function findPackage(db: Db, id: string): Promise<z.infer<typeof Waiting> | null> {
  return db.maybe(
    Waiting,
    sql`
    select package_id as key, slug, package_bytes::double precision as bytes, encode(package_sha256, 'hex') as sha256
    from retention_runs where id = ${id} and status = 'packed'`,
  );
}

/** Locks a packed run. Returns false once the archives have answered. */
export async function lockPackedRun(tx: Transaction, id: string): Promise<boolean> {
  const found = await tx.maybe(
    z.strictObject({ packed: z.literal(true) }),
    sql`select true as packed from retention_runs where id = ${id} and status = 'packed' for no key update`,
  );
  return found !== null;
}

/** Notes that an administrator has taken the whole package. */
export async function updateRunDownloaded(tx: Transaction, id: string): Promise<void> {
  await tx.run(sql`
    update retention_runs set downloaded_at = coalesce(downloaded_at, now()) where id = ${id} and status = 'packed'`);
}

type Answered = { id: string; by: { id: string; name: string } };

/**
 * Records that the archives received the package, so that the packed requests are destroyed from now on. The caller has
 * locked the run.
 */
export async function updateRunReceived(
  tx: Transaction,
  { id, by, receipt }: Answered & { receipt: string },
): Promise<void> {
  await tx.run(sql`
    update retention_runs set status = 'destroying', receipt = ${receipt}, answered_by = ${by.id},
      answered_by_name = ${by.name}, answered_at = now()
    where id = ${id}`);
}

/**
 * Records that the archives do not take the package, which the nightly sweep then deletes. The caller has locked the
 * run.
 */
export async function updateRunNotTaken(
  tx: Transaction,
  { id, by, refusal }: Answered & { refusal: string },
): Promise<void> {
  await tx.run(sql`
    update retention_runs set status = 'not-taken', refusal = ${refusal}, answered_by = ${by.id},
      answered_by_name = ${by.name}, answered_at = now(), package_id = null
    where id = ${id}`);
}
