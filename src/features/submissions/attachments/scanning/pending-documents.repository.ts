import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../../platform/database.ts';

const PendingDocument = z.strictObject({ id: z.uuid(), addedAt: z.string() });
/** A document without a verdict. `addedAt` is as Postgres writes it, since a date of JavaScript cuts its microseconds. */
export type PendingDocument = z.infer<typeof PendingDocument>;

/** In the order in which they were added, after the given one. */
export function listPendingDocuments(
  db: Db,
  { after, limit }: { after: PendingDocument | null; limit: number },
): Promise<PendingDocument[]> {
  return db.many(
    PendingDocument,
    sql`
    select id, added_at::text as "addedAt" from attachments
    where state = 'pending' and (added_at, id) > (${after?.addedAt ?? '-infinity'}::timestamptz,
      ${after?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid)
    order by added_at, id limit ${limit}`,
  );
}

const Owner = z.strictObject({ draftId: z.uuid().nullable(), submissionId: z.uuid().nullable() });
/** Either a draft or a submission. */
export type Owner = z.infer<typeof Owner>;

/**
 * Locks the draft or the submission that a document belongs to, as everything does that changes its documents. Returns null
 * for a document that is gone.
 */
export async function lockOwnerOfDocument(tx: Transaction, id: string): Promise<Owner | null> {
  const owner = await tx.maybe(
    Owner,
    sql`select draft_id as "draftId", submission_id as "submissionId" from attachments where id = ${id}`,
  );
  if (owner === null) return null;
  const Locked = z.strictObject({ id: z.uuid() });
  await tx.many(Locked, sql`select id from drafts where id = ${owner.draftId}::uuid for update`);
  await tx.many(Locked, sql`select id from submissions where id = ${owner.submissionId}::uuid for update`);
  return owner;
}

const Judged = z.strictObject({
  name: z.string(),
  /** The submission that it was sent with; null in a draft, and for one that is not sent yet. */
  submissionId: z.uuid().nullable(),
});

/**
 * Writes a verdict. Returns null, and writes nothing, for a document that has one already, or that was filed between the
 * moment when its owner was read and that of the lock: it still waits.
 */
export function updateVerdict(
  tx: Transaction,
  { id, owner, state }: { id: string; owner: Owner; state: 'clean' | 'infected' },
): Promise<z.infer<typeof Judged> | null> {
  return tx.maybe(
    Judged,
    sql`
    update attachments set state = ${state}
    where id = ${id} and state = 'pending' and draft_id is not distinct from ${owner.draftId}::uuid
      and submission_id is not distinct from ${owner.submissionId}::uuid
    returning name, case when waits_for is null then submission_id end as "submissionId"`,
  );
}
