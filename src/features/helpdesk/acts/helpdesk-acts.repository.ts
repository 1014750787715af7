import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { type PageOfRows, pageSql } from '../../../platform/postgres/pages.ts';
import { type Grounds, RECORDED_ACTS, RECORDED_PROOFS, RECORDED_REASONS, type RecordedAct } from './help-acts.ts';

export const HelpdeskAct = z.strictObject({
  id: z.uuid(),
  act: z.enum(RECORDED_ACTS),
  reason: z.enum(RECORDED_REASONS),
  doneAt: z.date(),
});
/** An act of the helpdesk, as the owner of the account reads it. */
export type HelpdeskAct = z.infer<typeof HelpdeskAct>;

export type NewHelpdeskAct = Grounds & { id: string; citizenId: string; staffMemberId: string; act: RecordedAct };

const Id = z.strictObject({ id: z.uuid() });

/**
 * Inserts an act under the id of its form. Returns the id that the act got: a new one when the form was already used
 * for another act.
 */
export async function insertHelpdeskAct(tx: Transaction, done: NewHelpdeskAct): Promise<string> {
  const { id, citizenId, staffMemberId, act, reason, proof } = done;
  const row = await tx.maybe(
    Id,
    sql`
    insert into helpdesk_acts (id, citizen_id, staff_member_id, act, reason, reason_words, proof, proof_words)
    values (${id}, ${citizenId}, ${staffMemberId}, ${act}, ${reason.code}, ${reason.words}, ${proof.code}, ${proof.words})
    on conflict (id) do nothing returning id`,
  );
  return row?.id ?? insertHelpdeskAct(tx, { ...done, id: randomUUID() });
}

type SentBefore = Pick<NewHelpdeskAct, 'id' | 'citizenId' | 'staffMemberId' | 'act'>;

/** Returns true when the same colleague has done the same act to the same account with that form before. */
export async function findHelpdeskActDone(db: Db, { id, citizenId, staffMemberId, act }: SentBefore): Promise<boolean> {
  const found = await db.maybe(
    Id,
    sql`
    select id from helpdesk_acts
    where id = ${id} and citizen_id = ${citizenId} and staff_member_id = ${staffMemberId} and act = ${act}`,
  );
  return found !== null;
}

/** These rows are never changed: the acts on an account that was merged into this one keep its id. */
const ofPerson = (citizenId: string) =>
  sql`citizen_id = any(array(select id from citizens where id = ${citizenId} or merged_into = ${citizenId}))`;

/** Returns what was done to an account, the newest first, as its owner reads it. */
export function listHelpdeskActs(
  db: Db,
  { citizenId, ...page }: PageOfRows & { citizenId: string },
): Promise<HelpdeskAct[]> {
  const { beyond, order } = pageSql(page, {
    by: ['done_at', 'id'],
    newestFirst: true,
    row: (id) => sql`select done_at, id from helpdesk_acts where ${ofPerson(citizenId)} and id = ${id}`,
  });
  return db.many(
    HelpdeskAct,
    sql`
    select id, act, reason, done_at as "doneAt" from helpdesk_acts
    where ${ofPerson(citizenId)} and ${beyond}
    order by ${order}`,
  );
}

const RecordedHelp = HelpdeskAct.extend({
  proof: z.enum(RECORDED_PROOFS),
  reasonWords: z.string(),
  proofWords: z.string(),
  firstName: z.string(),
  lastName: z.string(),
});
/** An act as colleagues read it: with the name of the colleague who did it and their words. */
export type RecordedHelp = z.infer<typeof RecordedHelp>;

/** Returns the newest acts first. */
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
    where ${ofPerson(citizenId)}
    order by done_at desc, helpdesk_acts.id desc
    limit ${limit}`,
  );
}
