import { createHash, randomUUID } from 'node:crypto';
import { newVerificationCode } from '../../features/submissions/issued/verification-code.ts';
import { sql, type Transaction } from '../../platform/database.ts';
import type { NewDocument } from './demonstration-rows.ts';
import { smallPdf } from './small-documents.ts';

type Delivered = { submissionId: string; issuedAt: Date };

/** Returns the documents issued for a delivered request; none for all others. */
export function issuedFor(status: string): NewDocument[] {
  if (status !== 'delivered') return [];
  return [{ ...smallPdf('Document de demonstration : autorisation'), id: randomUUID(), name: 'Autorisation.pdf' }];
}

/** Issues a document as an agent would have; none where no agent is there. */
export async function insertIssuedDocument(
  tx: Transaction,
  { id, name, mediaType, content }: NewDocument,
  { submissionId, issuedAt }: Delivered,
): Promise<void> {
  const sha256 = createHash('sha256').update(content).digest();
  await tx.run(sql`
    with issued as (
      insert into issued_documents (id, submission_id, code, name, media_type, bytes, sha256, issued_at, staff_member_id)
      select ${id}, ${submissionId}, ${newVerificationCode()}, ${name}, ${mediaType}, ${content.length}, ${sha256},
        ${issuedAt}, staff_members.id
      from staff_members where 'agent' = any (roles) order by created_at limit 1
      returning staff_member_id
    )
    insert into submission_events (submission_id, happened_at, name, staff_member_id, detail)
    select ${submissionId}, ${issuedAt}, 'document-issued', staff_member_id,
      ${JSON.stringify({ documentId: id, name })}::jsonb
    from issued`);
}
