import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { type Answers, ProfileDraft } from './profile-draft.ts';

const columns = sql`id, enterprise_number as "enterpriseNumber", answers, completed_at is not null as completed`;

type NewDraft = { citizenId: string; enterpriseNumber: EnterpriseNumber; answers: Answers };

/**
 * Begins a draft, once: the same one, begun within ten minutes and not answered since, is a button that was pressed twice.
 * The caller has locked the account.
 */
export async function insertProfileDraft(tx: Transaction, draft: NewDraft): Promise<ProfileDraft> {
  const { citizenId, enterpriseNumber, answers } = draft;
  const begun = await tx.maybe(
    ProfileDraft,
    sql`
    select ${columns} from profile_drafts
    where citizen_id = ${citizenId} and enterprise_number = ${enterpriseNumber} and completed_at is null
      and answers = ${JSON.stringify(answers)}::jsonb and created_at > now() - interval '10 minutes'
    order by created_at desc limit 1`,
  );
  if (begun !== null) return begun;
  return tx.one(
    ProfileDraft,
    sql`
    insert into profile_drafts (citizen_id, enterprise_number, answers)
    values (${citizenId}, ${enterpriseNumber}, ${JSON.stringify(answers)}::jsonb)
    returning ${columns}`,
  );
}

type Of = { id: string; citizenId: string };

export function findProfileDraft(db: Db, { id, citizenId }: Of): Promise<ProfileDraft | null> {
  return db.maybe(
    ProfileDraft,
    sql`select ${columns} from profile_drafts where id = ${id} and citizen_id = ${citizenId}`,
  );
}

/** Returns the drafts that are not completed, the newest first. */
export function listOpenProfileDrafts(db: Db, citizenId: string): Promise<ProfileDraft[]> {
  return db.many(
    ProfileDraft,
    sql`
    select ${columns} from profile_drafts
    where citizen_id = ${citizenId} and completed_at is null
    order by created_at desc`,
  );
}

export async function updateProfileDraft(tx: Transaction, { id, citizenId }: Of, answers: Answers): Promise<void> {
  await tx.run(sql`
    update profile_drafts set answers = ${JSON.stringify(answers)}::jsonb
    where id = ${id} and citizen_id = ${citizenId} and completed_at is null`);
}

export async function updateProfileDraftCompleted(tx: Transaction, { id, citizenId }: Of): Promise<void> {
  await tx.run(sql`update profile_drafts set completed_at = now() where id = ${id} and citizen_id = ${citizenId}`);
}

/** Deletes drafts begun more than thirty days ago, as the privacy notice says. Returns how many. */
export function deleteOldProfileDrafts(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from profile_drafts where ctid = any(array(
      select ctid from profile_drafts where created_at < now() - interval '30 days'
      limit ${limit} for update skip locked))`);
}
