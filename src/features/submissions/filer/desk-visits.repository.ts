import { z } from 'zod';
import type { Language } from '../../../domain/language.ts';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { type DeskChannel, DeskVisit } from './desk-visit.ts';

export type NewDeskVisit = {
  id: string;
  draftId: string;
  staffMemberId: string;
  citizenId: string | null;
  channel: DeskChannel;
};

/** Inserts the visit, or takes over the one that a colleague began for this draft. */
export async function insertDeskVisit(tx: Transaction, visit: NewDeskVisit): Promise<void> {
  const { id, draftId, staffMemberId, citizenId, channel } = visit;
  await tx.run(sql`
    insert into desk_visits (id, draft_id, staff_member_id, citizen_id, channel)
    values (${id}, ${draftId}, ${staffMemberId}, ${citizenId}::uuid, ${channel})
    on conflict (draft_id) do update set staff_member_id = excluded.staff_member_id, channel = excluded.channel,
      begun_at = now()`);
}

/**
 * Takes a lock on the form's id, so that a double submission runs one after the other; the lock on the agent is shared
 * and would not prevent it.
 */
export async function lockVisitForm(tx: Transaction, formId: string): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtext(${formId}))`);
}

const OfForm = z.strictObject({ draftId: z.uuid(), isSame: z.boolean() });

type OfVisit = Omit<NewDeskVisit, 'draftId'> & { draft: { slug: string; language: Language } };

/**
 * Returns the visit that a form has begun; null for none. It is the same when this agent began the same démarche for the
 * same person within the last hour, and nobody has written in its draft since.
 */
export function findVisitOfForm(
  tx: Transaction,
  { id, staffMemberId, citizenId, channel, draft }: OfVisit,
): Promise<z.infer<typeof OfForm> | null> {
  return tx.maybe(
    OfForm,
    sql`
    select draft_id as "draftId", staff_member_id = ${staffMemberId} and channel = ${channel}
      and desk_visits.citizen_id is not distinct from ${citizenId}::uuid and desk_visits.begun_at > now() - interval '1 hour'
      and coalesce(revision = 1 and slug = ${draft.slug} and language = ${draft.language}, false) as "isSame"
    from desk_visits left join drafts on drafts.id = draft_id
    where desk_visits.id = ${id}`,
  );
}

/**
 * Returns null for a draft that this agent did not begin or open at the desk within the last twelve hours, and for one of a
 * department that they no longer work for. Who goes on later opens it again by its code.
 */
export function findDeskVisit(
  db: Db,
  { draftId, staffMemberId }: { draftId: string; staffMemberId: string },
): Promise<DeskVisit | null> {
  return db.maybe(
    DeskVisit,
    sql`
    select coalesce(drafts.citizen_id, drafts.guest_id, desk_visits.id) as "ownerId",
      coalesce(drafts.citizen_id, desk_visits.citizen_id) as "citizenId", channel
    from desk_visits left join drafts on drafts.id = draft_id
    where draft_id = ${draftId} and staff_member_id = ${staffMemberId} and desk_visits.begun_at > now() - interval '12 hours'
      and (drafts.id is null or exists (
        select from procedure_versions join staff_departments on department = definition ->> 'department'
        where procedure_versions.slug = drafts.slug and procedure_versions.version = drafts.version
          and staff_departments.staff_member_id = ${staffMemberId}))`,
  );
}

const DraftOfCode = z.strictObject({ id: z.uuid(), slug: z.string(), citizenId: z.uuid().nullable() });
export type DraftOfCode = z.infer<typeof DraftOfCode>;

/**
 * Finds the draft that somebody at the desk has the code of: the ten digits that its id begins with, in lower case. Null
 * when there is none in the departments of that agent.
 */
export function findDraftOfCode(
  db: Db,
  { digits, agentId }: { digits: string; agentId: string },
): Promise<DraftOfCode | null> {
  const of = (filler: string) => `${digits.slice(0, 8)}-${digits.slice(8)}${filler}${filler}-${filler.repeat(4)}`;
  const least = `${of('0')}-0000-000000000000`;
  const most = `${of('f')}-ffff-ffffffffffff`;
  return db.maybe(
    DraftOfCode,
    sql`
    select drafts.id, drafts.slug, coalesce(drafts.citizen_id, desk_visits.citizen_id) as "citizenId"
    from drafts join procedure_versions using (slug, version)
      join staff_departments on department = definition ->> 'department' and staff_departments.staff_member_id = ${agentId}
      left join desk_visits on draft_id = drafts.id
    where drafts.id between ${least}::uuid and ${most}::uuid
    limit 1`,
  );
}

/** Deletes at most `limit` visits whose draft, if it was not filed, is gone as well. */
export function deleteOldDeskVisits(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from desk_visits where id = any(array(
      select id from desk_visits where begun_at < now() - interval '60 days'
      limit ${limit} for update skip locked))`);
}
