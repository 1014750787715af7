import { z } from 'zod';
import { type Db, sql } from '../../../platform/database.ts';

/** A document as the receipt names it. `sha256` is in hexadecimal digits, of what is kept and handed out. */
export const ReceiptDocument = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
});
export type ReceiptDocument = z.infer<typeof ReceiptDocument>;

/** The documents of a submission, in the order in which they were added. */
export function listReceiptDocuments(db: Db, submissionId: string): Promise<ReceiptDocument[]> {
  return db.many(
    ReceiptDocument,
    sql`select id, name, bytes, encode(sha256, 'hex') as sha256
      from attachments where submission_id = ${submissionId} order by added_at, id`,
  );
}
