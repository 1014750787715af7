import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import type { NewPasskey } from '../../../platform/passkeys/passkeys.ts';

export const Passkey = z.strictObject({
  id: z.uuid(),
  credentialId: z.string(),
  name: z.string(),
  createdAt: z.date(),
  lastUsedAt: z.date().nullable(),
});
export type Passkey = z.infer<typeof Passkey>;

/** Returns the passkeys of an account, the oldest first. */
export function listPasskeys(db: Db, staffMemberId: string): Promise<Passkey[]> {
  return db.many(
    Passkey,
    sql`
    select id, credential_id as "credentialId", name, created_at as "createdAt", last_used_at as "lastUsedAt"
    from staff_passkeys where staff_member_id = ${staffMemberId} order by created_at, id`,
  );
}

type Inserted = NewPasskey & { staffMemberId: string; name: string };

/** Returns false when that passkey is known, whoever it belongs to. */
export async function insertPasskey(tx: Transaction, passkey: Inserted): Promise<boolean> {
  const { staffMemberId, credentialId, publicKey, counter, name } = passkey;
  const inserted = await tx.run(sql`
    insert into staff_passkeys (staff_member_id, credential_id, public_key, counter, name)
    values (${staffMemberId}, ${credentialId}, ${publicKey}, ${counter}, ${name})
    on conflict (credential_id) do nothing`);
  return inserted === 1;
}

/** Returns false when the account has no such passkey. */
export async function deletePasskey(
  tx: Transaction,
  { staffMemberId, id }: { staffMemberId: string; id: string },
): Promise<boolean> {
  const gone = await tx.run(sql`delete from staff_passkeys where id = ${id} and staff_member_id = ${staffMemberId}`);
  return gone === 1;
}

/** Deletes all passkeys of an account that is set up anew. */
export async function deletePasskeysOf(tx: Transaction, staffMemberId: string): Promise<void> {
  await tx.run(sql`delete from staff_passkeys where staff_member_id = ${staffMemberId}`);
}

const PasskeyAccount = z.strictObject({
  id: z.uuid(),
  staffMemberId: z.uuid(),
  publicKey: z.instanceof(Buffer),
  counter: z.coerce.number().int(),
});
export type PasskeyAccount = z.infer<typeof PasskeyAccount>;

/** Returns the passkey, of an active account, that has this credential id. */
export function findPasskey(db: Db, credentialId: string): Promise<PasskeyAccount | null> {
  return db.maybe(
    PasskeyAccount,
    sql`
    select staff_passkeys.id, staff_member_id as "staffMemberId", public_key as "publicKey", counter
    from staff_passkeys join staff_members on staff_members.id = staff_member_id
    where credential_id = ${credentialId} and status = 'active'`,
  );
}

/**
 * Writes down that a passkey was used and returns the session epoch of its account. A counter that does not grow may be
 * that of a copy (WebAuthn § 6.1.1): null is returned, as for a passkey that was removed and an account that is closed
 * meanwhile. Passkeys that are synchronised between devices never count.
 */
export async function updatePasskeyUsed(
  tx: Transaction,
  { id, counter }: { id: string; counter: number },
): Promise<number | null> {
  const row = await tx.maybe(
    z.strictObject({ epoch: z.number().int() }),
    sql`
    update staff_passkeys set counter = ${counter}, last_used_at = now()
    from staff_members
    where staff_passkeys.id = ${id} and staff_members.id = staff_member_id and status = 'active'
      and (counter < ${counter} or (counter = 0 and ${counter} = 0))
    returning session_epoch as epoch`,
  );
  return row?.epoch ?? null;
}
