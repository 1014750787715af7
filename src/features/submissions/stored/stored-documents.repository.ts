import { z } from 'zod';
import { type Db, sql } from '../../../platform/database.ts';

const StoredDocument = z.strictObject({
  /** The key in the storage. */
  key: z.string(),
  /** In hexadecimal; null for the JPEG beside a photo, of which no row holds one. */
  sha256: z.string().nullable(),
});
export type StoredDocument = z.infer<typeof StoredDocument>;

/** Returns every document that a row names: those of drafts and submissions, and those that the commune issued. */
export function listStoredDocuments(db: Db): Promise<StoredDocument[]> {
  return db.many(
    StoredDocument,
    sql`
    select id::text as key, encode(sha256, 'hex') as sha256 from attachments
    union all
    select id || '.jpg', null from attachments where has_copy
    union all
    select id::text, encode(sha256, 'hex') from issued_documents`,
  );
}
