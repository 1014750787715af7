import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import type { AllowedPassword } from '../../credentials/password-rules.ts';
import { actAsCitizen, type CitizenActor } from '../act-as-citizen.ts';
import { findPasswordHash } from '../passwords.repository.ts';
import { replacePassword } from './replace-password.ts';

export type ChangePasswordInput = {
  actor: CitizenActor;
  currentPassword: string;
  password: AllowedPassword;
};
export type ChangePasswordOutcome = 'changed' | 'current-wrong';

/**
 * Changes the password, ends every other session and deletes every pending link, even one to another address. The
 * citizen is told by mail.
 */
export async function changePassword(
  app: Pick<App, 'db' | 'passwords'>,
  input: ChangePasswordInput,
): Promise<ChangePasswordOutcome> {
  const { actor } = input;
  const hash = await findPasswordHash(app.db, actor.id);
  if (!(await app.passwords.verify(hash, input.currentPassword))) return 'current-wrong';
  const passwordHash = await app.passwords.hash(input.password);
  await actAsCitizen(app, actor, async (tx, citizen) => {
    await replacePassword(tx, { citizen, passwordHash, exceptSignInId: actor.signInId });
    await insertAuditEvent(tx, { name: 'password-changed', citizenId: actor.id, network: actor.network });
  });
  return 'changed';
}
