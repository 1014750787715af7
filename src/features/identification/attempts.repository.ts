import { z } from 'zod';
import { EnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';
import { type Db, sql, type Transaction } from '../../platform/database.ts';
import { OwnPath } from '../../web/pipeline/own-path.ts';
import { IdentificationLevel } from './level.ts';

/** Somebody on the way to FAS and back: from which sign-in, and to which page. */
export const Attempt = z.strictObject({
  id: z.uuid(),
  citizenId: z.uuid(),
  signInId: z.uuid(),
  secrets: z.string(),
  level: IdentificationLevel,
  next: OwnPath,
  draftId: z.uuid().nullable(),
  expiresAt: z.date(),
  returnedAt: z.date().nullable(),
  found: z.string().nullable(),
  /** The organisation whose mandate is to be shown. */
  enterpriseNumber: EnterpriseNumber.nullable(),
});
export type Attempt = z.infer<typeof Attempt>;
const columns = sql`id, citizen_id as "citizenId", sign_in_id as "signInId", secrets, level, next, draft_id as "draftId",
  expires_at as "expiresAt", returned_at as "returnedAt", found, enterprise_number as "enterpriseNumber"`;

const KEPT_OF_ONE_CITIZEN = 20;
export type NewAttempt = Pick<
  Attempt,
  'citizenId' | 'signInId' | 'secrets' | 'level' | 'next' | 'draftId' | 'enterpriseNumber'
> & {
  stateDigest: Buffer;
  begunAt: Date;
  expiresAt: Date;
};

/** The oldest ones of the citizen are forgotten: nobody fills the table by going there and back. */
export async function insertAttempt(tx: Transaction, begun: NewAttempt): Promise<void> {
  await tx.run(sql`
    delete from identification_attempts where id in (
      select id from identification_attempts where citizen_id = ${begun.citizenId}
      order by begun_at desc, id offset ${KEPT_OF_ONE_CITIZEN - 1})`);
  await tx.run(sql`
    insert into identification_attempts (state_digest, citizen_id, sign_in_id, secrets, level, next, draft_id, enterprise_number,
      begun_at, expires_at)
    values (${begun.stateDigest}, ${begun.citizenId}, ${begun.signInId}, ${begun.secrets}, ${begun.level},
      ${begun.next}, ${begun.draftId}, ${begun.enterpriseNumber}, ${begun.begunAt}, ${begun.expiresAt})`);
}

export function findAttemptByState(db: Db, stateDigest: Buffer): Promise<Attempt | null> {
  return db.maybe(Attempt, sql`select ${columns} from identification_attempts where state_digest = ${stateDigest}`);
}

type Own = { id: string; citizenId: string; signInId: string };
const own = ({ id, citizenId, signInId }: Own) =>
  sql`id = ${id} and citizen_id = ${citizenId} and sign_in_id = ${signInId}`;

/** Returns an attempt only to the sign-in that began it. */
export function findAttempt(db: Db, of: Own): Promise<Attempt | null> {
  return db.maybe(Attempt, sql`select ${columns} from identification_attempts where ${own(of)}`);
}

/** Takes the answer to an attempt. Returns false the second time, also of two at once. */
export async function updateAttemptReturned(tx: Transaction, of: Own & { at: Date }): Promise<boolean> {
  const taken = await tx.run(sql`
    update identification_attempts set returned_at = ${of.at} where ${own(of)} and returned_at is null`);
  return taken === 1;
}

/** Keeps who it was until the person confirms, or forgets it with null. */
export async function updateAttemptFound(tx: Transaction, of: Own, found: string | null): Promise<void> {
  await tx.run(sql`update identification_attempts set found = ${found} where ${own(of)}`);
}

/** Deletes at most `limit` attempts of more than a day ago. Returns how many. */
export function deleteOldAttempts(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from identification_attempts where ctid = any(array(
      select ctid from identification_attempts where expires_at < now() - interval '1 day'
      limit ${limit} for update skip locked))`);
}

export async function deleteAttemptsOfCitizen(tx: Transaction, citizenId: string): Promise<void> {
  await tx.run(sql`delete from identification_attempts where citizen_id = ${citizenId}`);
}
