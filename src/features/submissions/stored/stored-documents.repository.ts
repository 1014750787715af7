import { z } from 'zod';
import { type Db, sql } from '../../../platform/database.ts';

const StoredDocument = z.strictObject({
  /** The key in the storage. */
  key: z.string(),
  /** Hexadecimal digits; null for the JPEG copy of a photo, whose digest no row holds. */
  sha256: z.string().nullable(),
});
export type StoredDocument = z.infer<typeof StoredDocument>;

/**
 * Returns every content that a row names: documents of drafts and submissions, those that the commune issued, and what waits
 * to be handed to the archives.
 */
export function listStoredDocuments(db: Db): Promise<StoredDocument[]> {
  return db.many(
    StoredDocument,
    sql`
    select id::text as key, encode(sha256, 'hex') as sha256 from attachments
    union all
    select id || '.jpg', null from attachments where has_copy
    union all
    select id::text, encode(sha256, 'hex') from issued_documents
    union all
    select package_id::text, encode(package_sha256, 'hex') from retention_runs where package_id is not null`,
  );
}

/** Returns those of the ids under which something waits to be handed to the archives. */
export async function listKnownPackageIds(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db.many(
    z.strictObject({ id: z.uuid() }),
    sql`select package_id as id from retention_runs where package_id = any(${ids}::uuid[])`,
  );
  return rows.map(({ id }) => id);
}
