import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../platform/database.ts';
import { MEANS } from '../../platform/fas/fas-person.ts';
import { IdentificationLevel } from './level.ts';

/** One identification: how surely and by which means the person showed who they are, and when. */
export const Identification = z.strictObject({
  id: z.uuid(),
  level: IdentificationLevel,
  acr: z.string(),
  means: z.enum(MEANS),
  identifiedAt: z.date(),
  draftId: z.uuid().nullable(),
});
export type Identification = z.infer<typeof Identification>;
const columns = sql`id, level, acr, means, identified_at as "identifiedAt", draft_id as "draftId"`;

export type NewIdentification = Omit<Identification, 'id'> & { citizenId: string; signInId: string };

export async function insertIdentification(tx: Transaction, made: NewIdentification): Promise<void> {
  await tx.run(sql`
    insert into identifications (citizen_id, sign_in_id, level, acr, means, identified_at, draft_id)
    values (${made.citizenId}, ${made.signInId}, ${made.level}, ${made.acr}, ${made.means}, ${made.identifiedAt},
      ${made.draftId})`);
}

type InSignIn = { citizenId: string; signInId: string; since: Date };

/** Returns the strongest one of this sign-in since then, the latest among equals; null once the identity was untied. */
export function findIdentificationSince(
  db: Db,
  { citizenId, signInId, since }: InSignIn,
): Promise<Identification | null> {
  return db.maybe(
    Identification,
    sql`
    select ${columns} from identifications
    where citizen_id = ${citizenId} and sign_in_id = ${signInId} and identified_at > ${since}
      and exists (
        select from identities
        where identities.citizen_id = identifications.citizen_id and identified_first_at <= identified_at)
    order by level desc, identified_at desc, id
    limit 1`,
  );
}

/** Returns the newest first, also those made with an account that was brought into this one. */
export function listIdentifications(
  db: Db,
  { citizenId, limit }: { citizenId: string; limit: number },
): Promise<Identification[]> {
  return db.many(
    Identification,
    sql`
    select ${columns} from identifications
    where citizen_id = any(array(select id from citizens where id = ${citizenId} or merged_into = ${citizenId}))
    order by identified_at desc, id
    limit ${limit}`,
  );
}
