import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { IssuedDocument } from './issued-document.ts';

const columns = sql`id, code, name, media_type as "mediaType", bytes, sha256, issued_at as "issuedAt"`;

/** Returns the documents issued for a submission, the oldest first. The caller has checked who may read it. */
export function listIssuedDocuments(db: Db, submissionId: string): Promise<IssuedDocument[]> {
  return db.many(
    IssuedDocument,
    sql`select ${columns} from issued_documents where submission_id = ${submissionId} order by issued_at, id`,
  );
}

const OwnedIssuedDocument = IssuedDocument.extend({ submissionId: z.uuid() });
export type OwnedIssuedDocument = z.infer<typeof OwnedIssuedDocument>;

/** Returns the documents issued for several submissions, which the caller found to be somebody's, the oldest first. */
export function listIssuedDocumentsOfMany(db: Db, submissions: readonly string[]): Promise<OwnedIssuedDocument[]> {
  return db.many(
    OwnedIssuedDocument,
    sql`
    select ${columns}, submission_id as "submissionId" from issued_documents
    where submission_id = any(${submissions}::uuid[]) order by issued_at, id`,
  );
}

type NewIssuedDocument = Omit<IssuedDocument, 'issuedAt'> & { submissionId: string; staffMemberId: string };

/**
 * Inserts a document that was issued. The caller has locked the submission, and has the content durable in the storage.
 */
export async function insertIssuedDocument(tx: Transaction, issued: NewIssuedDocument): Promise<void> {
  const { id, submissionId, code, name, mediaType, bytes, sha256, staffMemberId } = issued;
  await tx.run(sql`
    insert into issued_documents (id, submission_id, code, name, media_type, bytes, sha256, staff_member_id)
    values (${id}, ${submissionId}, ${code}, ${name}, ${mediaType}, ${bytes}, ${sha256}, ${staffMemberId})`);
}

/** Returns those of the ids that have a row. */
export async function listKnownIssuedDocumentIds(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db.many(
    z.strictObject({ id: z.uuid() }),
    sql`select id from issued_documents where id = any(${ids}::uuid[])`,
  );
  return rows.map(({ id }) => id);
}

/** All that anybody may know of a document whose code they have. */
const VerifiedDocument = z.strictObject({
  issuedAt: z.date(),
  sha256: z.instanceof(Buffer),
  slug: z.string(),
  version: z.number().int(),
  /** False once it was destroyed with its request. */
  kept: z.boolean(),
});
export type VerifiedDocument = z.infer<typeof VerifiedDocument>;

/**
 * Returns the document issued with a code of sixteen signs, also when it was destroyed since; null for an unknown code.
 */
export function findVerifiedDocument(db: Db, code: string): Promise<VerifiedDocument | null> {
  return db.maybe(
    VerifiedDocument,
    sql`
    select issued_at as "issuedAt", sha256, slug, version, kept from (
      select submission_id, issued_at, sha256, true as kept from issued_documents where code = ${code}
      union all
      select submission_id, issued_at, sha256, false from destroyed_documents
      where code_digest = sha256(convert_to(${code}, 'UTF8'))) issued
    join submissions on submissions.id = submission_id`,
  );
}
