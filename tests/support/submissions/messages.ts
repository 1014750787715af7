import { addressFields, answerStep, dateFields } from '../drafts/drafts.ts';
import { beginAsGuest, REPORT } from '../drafts/guests.ts';
import type { TestPortal } from '../portal.ts';
import type { Visitor } from '../visitor.ts';
import { fileDraft } from './filing.ts';

/** The words of the messages about a submission, the oldest first. */
export async function messagesOf({ app }: TestPortal, submissionId: string): Promise<string[]> {
  const { rows } = await app.db.pool.query(
    'select text from submission_messages where submission_id = $1 order by sent_at, id',
    [submissionId],
  );
  return rows.map(({ text }) => text);
}

/** Files a report as somebody without an account. Returns the address of its page. */
export async function fileReport(guest: Visitor, email?: string): Promise<string> {
  const draft = await beginAsGuest(guest, REPORT);
  await answerStep(guest, `${draft}/report`, {
    kind: 'dumping',
    ...addressFields('place'),
    description: 'Deux matelas',
    ...dateFields('seenOn', -1),
    dangerous: 'no',
  });
  await answerStep(guest, `${draft}/follow-up`, email === undefined ? { followUp: 'no' } : { followUp: 'yes', email });
  return (await fileDraft(guest, draft)).location ?? '';
}
