import { z } from 'zod';
import { sql, type Transaction } from '../../../platform/database.ts';
import type { NewDraft } from './draft.ts';

/**
 * Returns the draft of the same owner that began in the same way and in which nobody has written since. One that was begun
 * before the last change of the citizen's draft `known` is left out.
 */
export async function findUntouchedDraft(
  tx: Transaction,
  { owner, ...draft }: NewDraft,
  known: string | null,
): Promise<string | null> {
  const ownerId = 'citizenId' in owner ? owner.citizenId : owner.guestId;
  const found = await tx.maybe(
    z.strictObject({ id: z.uuid() }),
    sql`
    select id from drafts
    where (citizen_id = ${ownerId} or guest_id = ${ownerId}) and enterprise_number is not distinct from ${draft.enterpriseNumber}
      and slug = ${draft.slug} and version = ${draft.version} and language = ${draft.language}
      and revision = 1 and answers = ${JSON.stringify(draft.answers ?? {})}::jsonb
      and not exists (select from attachments where draft_id = drafts.id)
      and begun_at > coalesce(
        (select saved_at from drafts known where known.id = ${known}::uuid and known.citizen_id = ${ownerId}), '-infinity')
    order by begun_at desc
    limit 1`,
  );
  return found?.id ?? null;
}
