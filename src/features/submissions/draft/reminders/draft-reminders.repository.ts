import { z } from 'zod';
import { LANGUAGES } from '../../../../domain/language.ts';
import { LocalizedText } from '../../../../domain/localized-text.ts';
import { type Db, sql, type Transaction } from '../../../../platform/database.ts';

/** A week before the thirty idle days end. */
const IDLE = sql`drafts.saved_at < now() - interval '23 days' and drafts.saved_at >= now() - interval '30 days'`;

/**
 * A mail may tell of a draft when the address is confirmed, mails are wanted, and the draft can still be opened.
 * A guest has no address.
 */
const MAY_BE_TOLD = sql`citizens.email_confirmed_at is not null and citizens.notify_by_email
  and citizens.status = 'active' and (drafts.enterprise_number is null or exists (
    select from active_memberships memberships
    where memberships.enterprise_number = drafts.enterprise_number and memberships.citizen_id = citizens.id))`;

const Told = z.strictObject({ id: z.uuid() });

/** Marks drafts that will soon be deleted, each once per idle period. Returns their ids, `limit` at most. */
export async function updateIdleDraftsReminded(tx: Transaction, limit: number): Promise<string[]> {
  const told = await tx.many(
    Told,
    sql`
    update drafts set idle_reminded_at = now()
    where id = any(array(
      select drafts.id from drafts join citizens on citizens.id = drafts.citizen_id
      where ${IDLE} and ${MAY_BE_TOLD}
        and (drafts.idle_reminded_at is null or drafts.idle_reminded_at < drafts.saved_at)
      limit ${limit} for update of drafts skip locked))
    returning id`,
  );
  return told.map(({ id }) => id);
}

/** Marks the drafts of démarches that close soon, each once. Returns their ids, `limit` at most. */
export async function updateClosingDraftsReminded(
  tx: Transaction,
  { slug, limit }: { slug: string; limit: number },
): Promise<string[]> {
  const told = await tx.many(
    Told,
    sql`
    update drafts set closing_reminded_at = now()
    where id = any(array(
      select drafts.id from drafts join citizens on citizens.id = drafts.citizen_id
      where slug = ${slug} and closing_reminded_at is null and ${MAY_BE_TOLD}
      limit ${limit} for update of drafts skip locked))
    returning id`,
  );
  return told.map(({ id }) => id);
}

const DraftToTell = z.strictObject({
  email: z.string(),
  language: z.enum(LANGUAGES),
  slug: z.string(),
  name: LocalizedText,
  savedAt: z.date(),
  idle: z.boolean(),
});
/** The démarche and the dates of a draft, for a mail, which never repeats an answer. */
export type DraftToTell = z.infer<typeof DraftToTell>;

/** Returns null once the draft was filed or abandoned, or its owner may no longer be told. */
export function findDraftToTell(db: Db, id: string): Promise<DraftToTell | null> {
  return db.maybe(
    DraftToTell,
    sql`
    select citizens.email, drafts.language, slug, definition -> 'name' as name, saved_at as "savedAt", ${IDLE} as idle
    from drafts join citizens on citizens.id = drafts.citizen_id join procedure_versions using (slug, version)
    where drafts.id = ${id} and ${MAY_BE_TOLD}`,
  );
}
