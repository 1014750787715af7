import { z } from 'zod';
import { type Db, type Sql, sql, type Transaction } from '../../../platform/database.ts';
import type { SoughtName, SoughtNumber } from './read-search.ts';

const Found = z.strictObject({ id: z.uuid() });
const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

export async function listCitizensByEmail(db: Db, email: string): Promise<string[]> {
  return ids(
    await db.many(Found, sql`select id from citizens where lower(email) = lower(${email}) and status <> 'closed'`),
  );
}

/**
 * Returns at most `limit` people found by that number: they filed a request with it as its reference, act for an
 * organisation with it as its enterprise number, or gave it as the telephone of a profile.
 */
export async function listCitizensByNumber(db: Db, number: SoughtNumber, limit: number): Promise<string[]> {
  return ids(
    await db.many(
      Found,
      sql`
      select id from citizens
      where status <> 'closed' and id = any(array(
        select citizen_id from submissions where reference = ${number.reference}::text
        union
        select citizen_id from active_memberships where enterprise_number = ${number.enterpriseNumber}::text
        union
        select citizen_id from memberships where landline = ${number.phone}::text and ended_at is null
        union
        select citizen_id from memberships where mobile = ${number.phone}::text and ended_at is null))
      order by last_name, first_name, id
      limit ${limit}`,
    ),
  );
}

/** Returns true when a request has that reference, a request filed without an account included. */
export async function findReferenceUsed(db: Db, reference: string): Promise<boolean> {
  const found = await db.maybe(Found, sql`select id from submissions where reference = ${reference}`);
  return found !== null;
}

/** The names of more people than this are not sorted: nobody finds a person among so many. */
const SORTED_AT_MOST = 2_000;
const MILLISECONDS_AT_MOST = 300;

/**
 * Returns at most `limit` people whose names have parts that begin with all these words, in any order; people who have
 * them as whole parts come first. The limit stands in the outer query because Postgres would otherwise read the table
 * from its start in the hope of finding enough. Postgres cancels the statement (57014) when it takes too long.
 */
export async function listCitizensByName(
  tx: Transaction,
  { words, joined }: SoughtName,
  limit: number,
): Promise<string[]> {
  // For a frequent name Postgres would rather read every name than the index: 75 ms instead of 25 among 300,000 people.
  await tx.run(sql`
    select set_config('statement_timeout', ${String(MILLISECONDS_AT_MOST)}, true),
      set_config('plan_cache_mode', 'force_generic_plan', true)`);
  const sought = [...words].sort((one, other) => other.length - one.length);
  const begins = allOf(sought.map((word, nth) => likeBeginning(word, nth < LOOKED_UP)));
  const whole = allOf(words.map((word) => sql`words like ${`% ${word} %`}`));
  return ids(
    await tx.many(
      Found,
      sql`
      with named as materialized (
        select citizen_id, words from citizen_words
        where (${begins}) or words like ${`% ${joined}%`})
      select id from (select citizen_id, words from named limit ${SORTED_AT_MOST}) few
      join citizens on citizens.id = citizen_id
      where status <> 'closed'
      order by (${whole}) desc, last_name, first_name, id
      limit ${limit}`,
    ),
  );
}

/**
 * The index looks up only the longest words: looking up « van » and « den » would take long, as too many people have
 * them.
 */
const LOOKED_UP = 2;
const likeBeginning = (word: string, lookedUp: boolean): Sql =>
  lookedUp ? sql`words like ${`% ${word}%`}` : sql`words || '' like ${`% ${word}%`}`;
const allOf = (conditions: readonly Sql[]): Sql => conditions.reduce((all, one) => sql`${all} and ${one}`);

const FoundCitizen = z.strictObject({
  id: z.uuid(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  status: z.enum(['active', 'suspended']),
  confirmed: z.boolean(),
  createdAt: z.date(),
});
export type FoundCitizen = z.infer<typeof FoundCitizen>;

/** Returns these people in the order of their ids, without those who closed their account meanwhile. */
export function listFoundCitizens(db: Db, found: readonly string[]): Promise<FoundCitizen[]> {
  return db.many(
    FoundCitizen,
    sql`
    select id, first_name as "firstName", last_name as "lastName", email, status,
      email_confirmed_at is not null as confirmed, created_at as "createdAt"
    from citizens
    where id = any(${found}::uuid[]) and status <> 'closed'
    order by array_position(${found}::uuid[], id)`,
  );
}
