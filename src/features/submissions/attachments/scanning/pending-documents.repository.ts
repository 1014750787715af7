import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../../platform/database.ts';

const Id = z.strictObject({ id: z.uuid() });

/** Returns the document without a verdict whose turn has been the longest; null for none whose turn it is. */
export async function findDocumentToScan(db: Db): Promise<string | null> {
  const found = await db.maybe(
    Id,
    sql`
    select id from attachments where state = 'pending' and (scan_after is null or scan_after <= now())
    order by coalesce(scan_after, added_at), id limit 1`,
  );
  return found?.id ?? null;
}

/**
 * Postpones the next scan of a document by as long as it has waited, between a minute and half an hour, so that the
 * scanner spends most of its time on documents that it can judge. Returns false for a document that is gone, or has its
 * verdict.
 */
export async function updateNextScan(tx: Transaction, id: string): Promise<boolean> {
  const postponed = await tx.maybe(
    Id,
    sql`
    update attachments
    set scan_after = now() + least(greatest(now() - added_at, interval '1 minute'), interval '30 minutes')
    where id = ${id} and state = 'pending' returning id`,
  );
  return postponed !== null;
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
  await tx.many(Id, sql`select id from drafts where id = ${owner.draftId}::uuid for update`);
  await tx.many(Id, sql`select id from submissions where id = ${owner.submissionId}::uuid for update`);
  return owner;
}

const Judged = z.strictObject({
  name: z.string(),
  /** The submission that it was sent with; null in a draft, and for one that is not sent yet. */
  submissionId: z.uuid().nullable(),
  /** True when it came with a message of the staff. */
  ofStaff: z.boolean(),
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
    returning name, case when waits_for is null then submission_id end as "submissionId", exists (
      select from submission_messages where id = attachments.message_id and staff_member_id is not null) as "ofStaff"`,
  );
}
