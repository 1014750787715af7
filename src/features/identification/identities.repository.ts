import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../platform/database.ts';

/** The person who stands behind an account, as FAS named them. */
export const Identity = z.strictObject({
  citizenId: z.uuid(),
  issuer: z.string(),
  subject: z.string(),
  numberTag: z.string(),
  sealedNumber: z.string(),
  firstName: z.string().nullable(),
  lastName: z.string(),
  identifiedFirstAt: z.date(),
  identifiedLastAt: z.date(),
});
export type Identity = z.infer<typeof Identity>;
const columns = sql`citizen_id as "citizenId", issuer, subject, number_tag as "numberTag", sealed_number as "sealedNumber",
  first_name as "firstName", last_name as "lastName", identified_first_at as "identifiedFirstAt",
  identified_last_at as "identifiedLastAt"`;

export function findIdentity(db: Db, citizenId: string): Promise<Identity | null> {
  return db.maybe(Identity, sql`select ${columns} from identities where citizen_id = ${citizenId}`);
}

type Person = { issuer: string; subject: string; numberTags: readonly string[] };

/** Returns whether another account stands for this person. It never says which. */
export async function findTiedElsewhere(db: Db, citizenId: string, person: Person): Promise<boolean> {
  const { issuer, subject, numberTags } = person;
  const found = await db.many(
    z.strictObject({ citizenId: z.uuid() }),
    sql`
    select citizen_id as "citizenId" from identities
    where citizen_id <> ${citizenId}
      and (number_tag = any(${numberTags}) or (issuer = ${issuer} and subject = ${subject}))`,
  );
  return found.length > 0;
}

/**
 * Returns whose account stands for this person: the number tells it, or how FAS names them, as a BIS number may have been
 * replaced. Null also where these point at two accounts.
 */
export async function findCitizenIdOfPerson(db: Db, { issuer, subject, numberTags }: Person): Promise<string | null> {
  const found = await db.many(
    z.strictObject({ citizenId: z.uuid() }),
    sql`
    select citizen_id as "citizenId" from identities
    where number_tag = any(${numberTags}) or (issuer = ${issuer} and subject = ${subject})`,
  );
  return found.length === 1 ? (found[0]?.citizenId ?? null) : null;
}

export type IdentifiedAs = Omit<Identity, 'identifiedFirstAt' | 'identifiedLastAt'> & { at: Date };

/** Returns false when the citizen has an identity, or another account stands for this person: nothing is written then. */
export async function insertIdentity(tx: Transaction, as: IdentifiedAs): Promise<boolean> {
  const inserted = await tx.run(sql`
    insert into identities (citizen_id, issuer, subject, number_tag, sealed_number, first_name, last_name,
      identified_first_at, identified_last_at)
    values (${as.citizenId}, ${as.issuer}, ${as.subject}, ${as.numberTag}, ${as.sealedNumber}, ${as.firstName},
      ${as.lastName}, ${as.at}, ${as.at})
    on conflict do nothing`);
  return inserted === 1;
}

/** The card may have been renewed, the name changed, a BIS number replaced: what it says now stands. */
export async function updateIdentity(tx: Transaction, as: IdentifiedAs): Promise<void> {
  await tx.run(sql`
    update identities
    set issuer = ${as.issuer}, subject = ${as.subject}, number_tag = ${as.numberTag}, sealed_number = ${as.sealedNumber},
      first_name = ${as.firstName}, last_name = ${as.lastName}, identified_last_at = ${as.at}
    where citizen_id = ${as.citizenId}`);
}

/** Returns false when there was none. */
export async function deleteIdentity(tx: Transaction, citizenId: string): Promise<boolean> {
  return (await tx.run(sql`delete from identities where citizen_id = ${citizenId}`)) === 1;
}

/** Gives it to another account of the same person. The primary key refuses an account that has one. */
export async function updateIdentityMoved(
  tx: Transaction,
  { from, to, sealedNumber }: { from: string; to: string; sealedNumber: string },
): Promise<void> {
  await tx.run(
    sql`update identities set citizen_id = ${to}, sealed_number = ${sealedNumber} where citizen_id = ${from}`,
  );
}
