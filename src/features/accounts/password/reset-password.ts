import type { App } from '../../../app.ts';
import type { Db } from '../../../platform/database.ts';
import { digestOf } from '../../../platform/sealing.ts';
import type { Client } from '../../../web/pipeline/client.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import type { AllowedPassword } from '../../credentials/password-rules.ts';
import { liftDelays } from '../../credentials/sign-in-delay.ts';
import { deleteAccountLink, findAccountLink } from '../account-links.repository.ts';
import { type Citizen, findCitizen, lockCitizen, updateEmailConfirmed } from '../citizens.repository.ts';
import { insertSignIn } from '../sign-ins.repository.ts';
import { replacePassword } from './replace-password.ts';

export type ResetPasswordOutcome = { outcome: 'reset'; citizen: Citizen; signInId: string } | { outcome: 'link-dead' };

/** `citizen` is who may choose it, as `findResetting` found them: read again behind the lock. */
type ResetInput = { token: string; citizen: Citizen; password: AllowedPassword; client: Client };

const linkOf = (token: string) => ({ purpose: 'reset-password', digest: digestOf(token) }) as const;

/** The citizen who may choose a password, and the address that the link was sent to. */
export type Resetting = { citizen: Citizen; sentTo: string };

/**
 * Returns null when the link was used, replaced or is too old, or went to an address that the account no longer has:
 * others may read that mailbox.
 */
export async function findResetting(db: Db, token: string): Promise<Resetting | null> {
  const found = await findAccountLink(db, linkOf(token));
  const citizen = found === null ? null : await findCitizen(db, found.citizenId);
  if (found === null || citizen === null || citizen.email !== found.email) return null;
  return { citizen, sentTo: found.email };
}

/**
 * Uses up the link and sets the password. Every session of the account ends, the sign-in delay is removed and the
 * citizen is told by mail. The address counts as confirmed, as only its owner could read the mail.
 */
export async function resetPassword(
  app: Pick<App, 'db' | 'passwords'>,
  input: ResetInput,
): Promise<ResetPasswordOutcome> {
  const passwordHash = await app.passwords.hash(input.password);
  return app.db.transaction(async (tx) => {
    await liftDelays(tx, digestOf(input.citizen.email));
    const locked = await lockCitizen(tx, input.citizen.id);
    const used = await deleteAccountLink(tx, linkOf(input.token));
    if (locked === null || used?.email !== locked.email) return { outcome: 'link-dead' };
    const { id: citizenId, email } = locked;
    await replacePassword(tx, { citizen: locked, passwordHash, exceptSignInId: null });
    await updateEmailConfirmed(tx, { id: citizenId, email });
    await insertAuditEvent(tx, { name: 'password-reset', citizenId, network: input.client.network });
    const signInId = await insertSignIn(tx, { citizenId, means: 'password', ...input.client });
    return { outcome: 'reset', citizen: locked, signInId };
  });
}
