import type { App } from '../../../app.ts';
import { digestOf } from '../../../platform/sealing.ts';
import type { Client } from '../../../web/pipeline/client.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { type PasswordProblem, passwordProblem } from '../../credentials/password-rules.ts';
import { liftDelays } from '../../credentials/sign-in-delay.ts';
import { deleteAccountLink, findAccountLink } from '../account-links.repository.ts';
import { type Citizen, findCitizen, lockCitizen, updateEmailConfirmed } from '../citizens.repository.ts';
import { insertSignIn } from '../sign-ins.repository.ts';
import { replacePassword } from './replace-password.ts';

export type ResetPasswordOutcome =
  | { outcome: 'reset'; citizen: Citizen; signInId: string }
  | { outcome: 'link-dead' }
  | { outcome: 'password-refused'; problem: PasswordProblem };

type ResetInput = { token: string; password: string; client: Client };

/**
 * Uses up the link and sets the password. Every session of the account ends, the sign-in delay is removed and the
 * citizen is told by mail. The address counts as confirmed, as only its owner could read the mail.
 */
export async function resetPassword(
  app: Pick<App, 'db' | 'passwords'>,
  input: ResetInput,
): Promise<ResetPasswordOutcome> {
  const link = { purpose: 'reset-password', digest: digestOf(input.token) } as const;
  const found = await findAccountLink(app.db, link);
  const citizen = found === null ? null : await findCitizen(app.db, found.citizenId);
  if (citizen === null) return { outcome: 'link-dead' };
  const problem = passwordProblem(input.password, citizen);
  if (problem !== null) return { outcome: 'password-refused', problem };
  const passwordHash = await app.passwords.hash(input.password);
  return app.db.transaction(async (tx) => {
    await liftDelays(tx, digestOf(citizen.email));
    const locked = await lockCitizen(tx, citizen.id);
    if (locked === null || (await deleteAccountLink(tx, link)) === null) return { outcome: 'link-dead' };
    const { id: citizenId, email } = locked;
    await replacePassword(tx, { citizen: locked, passwordHash, exceptSignInId: null });
    await updateEmailConfirmed(tx, { id: citizenId, email });
    await insertAuditEvent(tx, { name: 'password-reset', citizenId, network: input.client.network });
    const signInId = await insertSignIn(tx, { citizenId, means: 'password', ...input.client });
    return { outcome: 'reset', citizen: locked, signInId };
  });
}
