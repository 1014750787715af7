import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { type PageOfRows, pageSql } from '../../../platform/pages.ts';
import { type Grounds, PROOFS, REASONS, RECORDED_ACTS, type RecordedAct } from './help-acts.ts';

export const HelpdeskAct = z.strictObject({
  id: z.uuid(),
  act: z.enum(RECORDED_ACTS),
  reason: z.enum(REASONS),
  doneAt: z.date(),
});
/** What the owner of an account reads. */
export type HelpdeskAct = z.infer<typeof HelpdeskAct>;

export type NewHelpdeskAct = Grounds & { id: string; citizenId: string; staffMemberId: string; act: RecordedAct };

export async function insertHelpdeskAct(
  tx: Transaction,
  { id, citizenId, staffMemberId, act, reason, proof }: NewHelpdeskAct,
): Promise<void> {
  await tx.run(sql`
    insert into helpdesk_acts (id, citizen_id, staff_member_id, act, reason, reason_words, proof, proof_words)
    values (${id}, ${citizenId}, ${staffMemberId}, ${act}, ${reason.code}, ${reason.words}, ${proof.code}, ${proof.words})`);
}

/** Returns true when a form with that id was sent before. */
export async function findHelpdeskActDone(db: Db, id: string): Promise<boolean> {
  const found = await db.maybe(z.strictObject({ id: z.uuid() }), sql`select id from helpdesk_acts where id = ${id}`);
  return found !== null;
}

/** What was done to an account, the newest first, as its owner reads it. */
export function listHelpdeskActs(
  db: Db,
  { citizenId, ...page }: PageOfRows & { citizenId: string },
): Promise<HelpdeskAct[]> {
  const { beyond, order } = pageSql(page, {
    by: ['done_at', 'id'],
    newestFirst: true,
    row: (id) => sql`select done_at, id from helpdesk_acts where citizen_id = ${citizenId} and id = ${id}`,
  });
  return db.many(
    HelpdeskAct,
    sql`
    select id, act, reason, done_at as "doneAt" from helpdesk_acts
    where citizen_id = ${citizenId} and ${beyond}
    order by ${order}`,
  );
}

const RecordedHelp = HelpdeskAct.extend({
  proof: z.enum(PROOFS),
  reasonWords: z.string(),
  proofWords: z.string(),
  firstName: z.string(),
  lastName: z.string(),
});
/** What colleagues read: also who did it, and in whose words. */
export type RecordedHelp = z.infer<typeof RecordedHelp>;

/** The newest first, at most `limit`. */
export function listRecordedHelp(
  db: Db,
  { citizenId, limit }: { citizenId: string; limit: number },
): Promise<RecordedHelp[]> {
  return db.many(
    RecordedHelp,
    sql`
    select helpdesk_acts.id, act, reason, done_at as "doneAt", proof, reason_words as "reasonWords",
      proof_words as "proofWords", first_name as "firstName", last_name as "lastName"
    from helpdesk_acts join staff_members on staff_members.id = staff_member_id
    where citizen_id = ${citizenId}
    order by done_at desc, helpdesk_acts.id desc
    limit ${limit}`,
  );
}
