import { z } from 'zod';
import { LANGUAGES, type Language } from '../../../domain/language.ts';
import { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { ROLES, type Role } from '../members/roles.ts';

export const Invitation = z.strictObject({
  id: z.uuid(),
  enterpriseNumber: EnterpriseNumber,
  email: z.string(),
  role: z.enum(ROLES),
  language: z.enum(LANGUAGES),
});
export type Invitation = z.infer<typeof Invitation>;
const columns = sql`invitations.id, enterprise_number as "enterpriseNumber", email, role, language`;

type NewInvitation = {
  enterpriseNumber: EnterpriseNumber;
  email: string;
  role: Role;
  language: Language;
  invitedBy: string;
};

/**
 * Invites an address. Inviting it again renews the invitation for seven days and makes the earlier link worthless.
 * Returns the id; null where the same person sent the same a minute ago, which is a button that was pressed twice.
 */
export async function insertInvitation(tx: Transaction, invitation: NewInvitation): Promise<string | null> {
  const { enterpriseNumber, email, role, language, invitedBy } = invitation;
  const sent = await tx.maybe(
    z.strictObject({ id: z.uuid() }),
    sql`
    insert into invitations (enterprise_number, email, role, language, invited_by)
    values (${enterpriseNumber}, ${email}, ${role}, ${language}, ${invitedBy})
    on conflict (enterprise_number, email) where accepted_at is null do update
    set role = excluded.role, language = excluded.language, digest = null, expires_at = excluded.expires_at,
      invited_by = excluded.invited_by
    where invitations.expires_at < excluded.expires_at - interval '1 minute' or invitations.role <> excluded.role
      or invitations.invited_by is distinct from excluded.invited_by
    returning id`,
  );
  return sent?.id ?? null;
}

const InvitationToSend = Invitation.extend({ invitedBy: z.uuid().nullable() });

/** Returns null once the invitation was accepted or cancelled. */
export function findInvitationToSend(db: Db, id: string): Promise<z.infer<typeof InvitationToSend> | null> {
  return db.maybe(
    InvitationToSend,
    sql`select ${columns}, invited_by as "invitedBy" from invitations where id = ${id} and accepted_at is null`,
  );
}

/** Returns false once the invitation was accepted or cancelled. */
export async function updateInvitationDigest(tx: Transaction, id: string, digest: Buffer): Promise<boolean> {
  const touched = await tx.run(sql`update invitations set digest = ${digest} where id = ${id} and accepted_at is null`);
  return touched === 1;
}

/** An invitation is named by the link of its mail, or by its id in Mon espace. */
export type InvitationKey = { digest: Buffer } | { id: string };
type ForAddress = { key: InvitationKey; email: string };

/** An id is no secret, so that it serves the account of a confirmed address only. A link was read in that mailbox. */
const named = ({ key, email }: ForAddress) =>
  'digest' in key
    ? sql`digest = ${key.digest} and invitations.email = ${email}`
    : sql`invitations.id = ${key.id} and invitations.email = ${email} and exists (
        select from citizens where lower(citizens.email) = ${email} and email_confirmed_at is not null)`;

/**
 * Finds an invitation for the invited address. Returns null for any other address, and once the invitation may no
 * longer be used.
 */
export function findInvitation(db: Db, wanted: ForAddress): Promise<Invitation | null> {
  return db.maybe(Invitation, sql`select ${columns} from usable_invitations invitations where ${named(wanted)}`);
}

/** Returns the invitation for whoever holds the link, signed in or not; null once it is no longer good. */
export function findMailedInvitation(db: Db, digest: Buffer): Promise<Invitation | null> {
  return db.maybe(Invitation, sql`select ${columns} from usable_invitations invitations where digest = ${digest}`);
}

/** Records the acceptance. Of two concurrent calls only one returns true. */
export async function updateInvitationAccepted(tx: Transaction, wanted: ForAddress): Promise<boolean> {
  const touched = await tx.run(sql`
    update invitations set accepted_at = now()
    where ${named(wanted)} and accepted_at is null and id in (select id from usable_invitations)`);
  return touched === 1;
}

/** Returns the organisation of an invitation that was accepted already; null for one that was not, or is forgotten. */
export async function findAcceptedInvitation(db: Db, wanted: ForAddress): Promise<EnterpriseNumber | null> {
  const accepted = await db.maybe(
    z.strictObject({ enterpriseNumber: EnterpriseNumber }),
    sql`
    select enterprise_number as "enterpriseNumber" from invitations
    where ${named(wanted)} and accepted_at is not null`,
  );
  return accepted?.enterpriseNumber ?? null;
}

export const PendingInvitation = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  role: z.enum(ROLES),
  expiresAt: z.date(),
});
export type PendingInvitation = z.infer<typeof PendingInvitation>;

/** Returns the invitations that may still be used, the newest first. */
export function listPendingInvitations(db: Db, enterpriseNumber: EnterpriseNumber): Promise<PendingInvitation[]> {
  return db.many(
    PendingInvitation,
    sql`
    select id, email, role, expires_at as "expiresAt" from usable_invitations
    where enterprise_number = ${enterpriseNumber}
    order by expires_at desc`,
  );
}

/**
 * Deletes an invitation, which makes its link worthless at once. Returns its address, or null when it was accepted
 * meanwhile.
 */
export async function deletePendingInvitation(
  tx: Transaction,
  { id, enterpriseNumber }: { id: string; enterpriseNumber: EnterpriseNumber },
): Promise<string | null> {
  const deleted = await tx.maybe(
    z.strictObject({ email: z.string() }),
    sql`
    delete from invitations
    where id = ${id} and enterprise_number = ${enterpriseNumber} and accepted_at is null
    returning email`,
  );
  return deleted?.email ?? null;
}

/** Deletes expired invitations, as an address is not kept longer than its invitation may be used. Returns how many. */
export function deleteExpiredInvitations(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from invitations where ctid = any(array(
      select ctid from invitations where expires_at < now()
      limit ${limit} for update skip locked))`);
}
