import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';

/**
 * Deletes the documents of a submission, and keeps of each what a certificate says of it. Their contents are swept from the
 * storage once no row names them.
 */
export async function deleteDocumentsOfSubmission(tx: Transaction, submissionId: string): Promise<void> {
  await tx.run(sql`
    with joined as (
      delete from attachments where submission_id = ${submissionId} returning id, bytes, sha256
    ), issued as (
      delete from issued_documents where submission_id = ${submissionId} returning id, bytes, sha256, code, issued_at
    )
    insert into destroyed_documents (id, submission_id, bytes, sha256, code_digest, issued_at)
    select id, ${submissionId}::uuid, bytes, sha256, null, null from joined
    union all
    select id, ${submissionId}::uuid, bytes, sha256, sha256(convert_to(code, 'UTF8')), issued_at from issued`);
}

const DestroyedDocument = z.strictObject({
  submissionId: z.uuid(),
  bytes: z.number().int(),
  /** In hexadecimal. */
  sha256: z.string(),
  /** True when the commune issued it; else somebody joined it. */
  issued: z.boolean(),
});
export type DestroyedDocument = z.infer<typeof DestroyedDocument>;

export function listDestroyedDocuments(db: Db, submissions: readonly string[]): Promise<DestroyedDocument[]> {
  return db.many(
    DestroyedDocument,
    sql`
    select submission_id as "submissionId", bytes, encode(sha256, 'hex') as sha256, code_digest is not null as issued
    from destroyed_documents where submission_id = any(${submissions}::uuid[]) order by submission_id, id`,
  );
}
