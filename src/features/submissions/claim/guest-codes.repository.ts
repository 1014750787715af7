import { z } from 'zod';
import { LANGUAGES } from '../../../domain/language.ts';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { Department } from '../../procedures/definition/departments.ts';

/**
 * Returns the code of a submission, sixteen signs; null once an account has the submission, and where it never had a
 * code.
 */
export async function findGuestCode(db: Db, submissionId: string): Promise<string | null> {
  const found = await db.maybe(
    z.strictObject({ code: z.string() }),
    sql`select code from guest_codes where submission_id = ${submissionId}`,
  );
  return found?.code ?? null;
}

/** Returns the guest whose submission has this reference, eleven digits, and this code; null for any other pair. */
export async function findGuestOfCode(
  db: Db,
  { reference, code }: { reference: string; code: string },
): Promise<string | null> {
  const found = await db.maybe(
    z.strictObject({ guestId: z.uuid() }),
    sql`
    select guest_id as "guestId" from submissions join guest_codes on submission_id = submissions.id
    where reference = ${reference} and code = ${code} and guest_id is not null`,
  );
  return found?.guestId ?? null;
}

/** Makes a guest's submission that of a citizen, and ends its code. The caller has locked the submission. */
export async function updateGuestToCitizen(
  tx: Transaction,
  { id, citizenId }: { id: string; citizenId: string },
): Promise<void> {
  await tx.run(sql`
    with ended as (delete from guest_codes where submission_id = ${id})
    update submissions set citizen_id = ${citizenId}, guest_id = null where id = ${id}`);
}

const CLAIMABLE_AT_MOST = 10;
const Claimable = z.strictObject({
  reference: z.string(),
  slug: z.string(),
  version: z.number().int(),
  filedAt: z.date(),
});
export type Claimable = z.infer<typeof Claimable>;

/** Returns what was filed without an account and with the confirmed address of that citizen, the newest first. */
export function listClaimable(db: Db, citizenId: string): Promise<Claimable[]> {
  return db.many(
    Claimable,
    sql`
    select reference, slug, version, filed_at as "filedAt" from claimable_submissions
    where claimer_id = ${citizenId}
    order by filed_at desc, id desc limit ${CLAIMABLE_AT_MOST}`,
  );
}

const GuestToTell = z.strictObject({
  email: z.string(),
  language: z.enum(LANGUAGES),
  reference: z.string(),
  slug: z.string(),
  version: z.number().int(),
  department: Department,
});

/**
 * Returns whom to tell about a submission without an account: the address given when it was filed; null when none was.
 */
export function findGuestToTell(db: Db, id: string): Promise<z.infer<typeof GuestToTell> | null> {
  return db.maybe(
    GuestToTell,
    sql`
    select email, language, reference, slug, version, department from submissions
    where id = ${id} and email is not null`,
  );
}
