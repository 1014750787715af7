import { z } from 'zod';
import type { Language } from '../../../domain/language.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import type { Answers } from '../../procedures/definition/answers.ts';
import { Draft, DraftInList, type NewDraft } from './draft.ts';

const columns = sql`id, drafts.enterprise_number as "enterpriseNumber", slug, version, answers, revision,
  step_revisions as "stepRevisions", profile_revision as "profileRevision", language, begun_at as "begunAt", saved_at as "savedAt"`;

/** A draft is found by its filer, a citizen or a guest; one of an organisation only while they act for it. */
const own = (filerId: string) => sql`(drafts.citizen_id = ${filerId} or drafts.guest_id = ${filerId})
  and (drafts.enterprise_number is null or exists (
    select from active_memberships memberships
    where memberships.enterprise_number = drafts.enterprise_number and memberships.citizen_id = ${filerId}))`;

export async function insertDraft(tx: Transaction, { owner, ...draft }: NewDraft): Promise<string> {
  const { id } = await tx.one(
    z.strictObject({ id: z.uuid() }),
    sql`
    insert into drafts (citizen_id, guest_id, enterprise_number, slug, version, language, answers)
    values (${'citizenId' in owner ? owner.citizenId : null}, ${'guestId' in owner ? owner.guestId : null},
      ${draft.enterpriseNumber}, ${draft.slug}, ${draft.version}, ${draft.language},
      ${JSON.stringify(draft.answers ?? {})}::jsonb)
    returning id`,
  );
  return id;
}

/** `filerId` is the id of a citizen or of a guest. */
type Of = { id: string; filerId: string };

export function findDraft(db: Db, { id, filerId }: Of): Promise<Draft | null> {
  return db.maybe(Draft, sql`select ${columns} from drafts where id = ${id} and ${own(filerId)}`);
}

/** Locks a draft for the rest of the transaction. Returns null when it is gone or not theirs. */
export function lockDraft(tx: Transaction, { id, filerId }: Of): Promise<Draft | null> {
  return tx.maybe(Draft, sql`select ${columns} from drafts where id = ${id} and ${own(filerId)} for update`);
}

const AT_MOST = 50;

/** Returns all drafts of a citizen, of every profile, without the answers, the last changed first. */
export function listDrafts(db: Db, citizenId: string): Promise<DraftInList[]> {
  return db.many(
    DraftInList,
    sql`
    select id, drafts.enterprise_number as "enterpriseNumber", slug, definition -> 'name' as name, saved_at as "savedAt"
    from drafts join procedure_versions using (slug, version)
    where drafts.citizen_id = ${citizenId} and ${own(citizenId)}
    order by saved_at desc, id
    limit ${AT_MOST}`,
  );
}

/** Returns the guest's drafts of one démarche, the last changed first. */
export function listDraftsOfGuest(
  db: Db,
  { guestId, slug }: { guestId: string; slug: string },
): Promise<DraftInList[]> {
  return db.many(
    DraftInList,
    sql`
    select id, drafts.enterprise_number as "enterpriseNumber", slug, definition -> 'name' as name, saved_at as "savedAt"
    from drafts join procedure_versions using (slug, version)
    where guest_id = ${guestId} and slug = ${slug}
    order by saved_at desc, id
    limit ${AT_MOST}`,
  );
}

export function listDraftsWithAnswers(db: Db, citizenId: string): Promise<Draft[]> {
  return db.many(Draft, sql`select ${columns} from drafts where citizen_id = ${citizenId} order by begun_at, id`);
}

export type SavedStep = { step: string; seen: number; language: Language; set: Answers; removed: readonly string[] };

/**
 * Writes the answers of one step and no other. Returns the new revision; null when that step was written, or the draft
 * moved to another profile, after the one that was `seen`, or when the draft is gone: nothing is written then.
 */
export async function updateDraftStep(tx: Transaction, { id, filerId }: Of, saved: SavedStep): Promise<number | null> {
  const written = await tx.maybe(
    z.strictObject({ revision: z.number().int() }),
    sql`
    update drafts
    set answers = (answers - ${saved.removed}::text[]) || ${JSON.stringify(saved.set)}::jsonb,
      revision = revision + 1, language = ${saved.language}, saved_at = now(),
      step_revisions = step_revisions || jsonb_build_object(${saved.step}::text, revision + 1)
    where id = ${id} and ${own(filerId)}
      and greatest((step_revisions ->> ${saved.step}::text)::integer, profile_revision) <= ${saved.seen}
    returning revision`,
  );
  return written?.revision ?? null;
}

/**
 * Writes which documents answer a field. The draft has changed, so that a page which checks it is out of date; but no
 * step has, so that the tab in which somebody types does not meet its own documents as newer answers.
 */
export async function updateDraftDocuments(
  tx: Transaction,
  { id, filerId }: Of,
  { field, documents }: { field: string; documents: readonly string[] },
): Promise<void> {
  const answer = documents.length === 0 ? {} : { [field]: documents };
  await tx.run(sql`
    update drafts set answers = (answers - ${field}::text) || ${JSON.stringify(answer)}::jsonb, revision = revision + 1,
      saved_at = now()
    where id = ${id} and ${own(filerId)}`);
}

export type MovedDraft = { enterpriseNumber: EnterpriseNumber | null; removed: readonly string[] };

/**
 * Moves a draft to another profile of its owner, without the answers that are `removed`. Returns false when the draft
 * is gone, or when the citizen does not act for that organisation.
 */
export async function updateDraftProfile(tx: Transaction, { id, filerId }: Of, moved: MovedDraft): Promise<boolean> {
  const touched = await tx.run(sql`
    update drafts
    set enterprise_number = ${moved.enterpriseNumber}::text, answers = answers - ${moved.removed}::text[],
      revision = revision + 1, profile_revision = revision + 1, saved_at = now()
    where id = ${id} and ${own(filerId)} and guest_id is null
      and (${moved.enterpriseNumber}::text is null or exists (
        select from active_memberships memberships
        where memberships.enterprise_number = ${moved.enterpriseNumber}::text and memberships.citizen_id = ${filerId}))`);
  return touched === 1;
}

/** Returns true where no draft has that id, nor a request that it became: whose it was cannot be told any more. */
export async function findDraftGone(db: Db, id: string): Promise<boolean> {
  const { gone } = await db.one(
    z.strictObject({ gone: z.boolean() }),
    sql`
    select not exists (select from drafts where id = ${id}) and not exists (select from submissions where id = ${id}) as gone`,
  );
  return gone;
}

export async function deleteDraft(tx: Transaction, { id, filerId }: Of): Promise<void> {
  await tx.run(sql`delete from drafts where id = ${id} and ${own(filerId)}`);
}

export async function deleteDraftsOfCitizen(tx: Transaction, citizenId: string): Promise<void> {
  await tx.run(sql`delete from drafts where citizen_id = ${citizenId}`);
}

/** Untouched for thirty days, as the privacy notice says, or for a day when a guest left it. How many. */
export function deleteOldDrafts(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from drafts where ctid = any(array(
      select ctid from drafts
      where saved_at < now() - interval '30 days'
        or (guest_id is not null and saved_at < now() - interval '1 day')
      limit ${limit} for update skip locked))`);
}
