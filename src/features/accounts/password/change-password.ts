import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { type PasswordContext, type PasswordProblem, passwordProblem } from '../../credentials/password-rules.ts';
import { actAsCitizen, type CitizenActor } from '../act-as-citizen.ts';
import { findPasswordHash } from '../passwords.repository.ts';
import { replacePassword } from './replace-password.ts';

export type ChangePasswordInput = {
  actor: CitizenActor;
  /** The names and the address that the new password must not contain. */
  context: PasswordContext;
  currentPassword: string;
  password: string;
};
export type ChangePasswordOutcome =
  | { outcome: 'changed' }
  | { outcome: 'current-wrong' }
  | { outcome: 'password-refused'; problem: PasswordProblem };

/**
 * Changes the password, ends every other session and deletes every pending link, even one to another address. The
 * citizen is told by mail.
 */
export async function changePassword(
  app: Pick<App, 'db' | 'passwords'>,
  input: ChangePasswordInput,
): Promise<ChangePasswordOutcome> {
  const { actor, context } = input;
  const hash = await findPasswordHash(app.db, actor.id);
  if (!(await app.passwords.verify(hash, input.currentPassword))) return { outcome: 'current-wrong' };
  const problem = passwordProblem(input.password, context);
  if (problem !== null) return { outcome: 'password-refused', problem };
  const passwordHash = await app.passwords.hash(input.password);
  await actAsCitizen(app, actor, async (tx, citizen) => {
    await replacePassword(tx, { citizen, passwordHash, exceptSignInId: actor.signInId });
    await insertAuditEvent(tx, { name: 'password-changed', citizenId: actor.id, network: actor.network });
  });
  return { outcome: 'changed' };
}
