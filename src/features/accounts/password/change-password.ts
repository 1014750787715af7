import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import type { AllowedPassword } from '../../credentials/password-rules.ts';
import { actAsCitizen, type CitizenActor } from '../act-as-citizen.ts';
import { findPasswordHash } from '../passwords.repository.ts';
import { getOwnPasswordHash, isChosenAlready } from './own-password.ts';
import { replacePassword } from './replace-password.ts';

export type ChangePasswordInput = {
  actor: CitizenActor;
  currentPassword: string;
  password: AllowedPassword;
};
export type ChangePasswordOutcome = 'changed' | 'current-wrong';

/**
 * Changes the password, ends every other session and deletes every pending link, even one to another address. The
 * citizen is told by mail. A second press of the button finds the password that the first has set, changes nothing, and
 * tells nobody again.
 */
export async function changePassword(
  app: Pick<App, 'db' | 'passwords'>,
  input: ChangePasswordInput,
): Promise<ChangePasswordOutcome> {
  const { actor, password } = input;
  const hash = await getOwnPasswordHash(app.db, actor);
  if (!(await app.passwords.verify(hash, input.currentPassword))) {
    return (await isChosenAlready(app, actor, { hash, password })) ? 'changed' : 'current-wrong';
  }
  const passwordHash = await app.passwords.hash(password);
  const changed = await actAsCitizen(app, actor, async (tx, citizen) => {
    if ((await findPasswordHash(tx, actor.id)) !== hash) return false;
    await replacePassword(tx, { citizen, passwordHash, exceptSignInId: actor.signInId });
    await insertAuditEvent(tx, { name: 'password-changed', citizenId: actor.id, network: actor.network });
    return true;
  });
  // Another press has changed it since it was read: this one is judged by what stands now.
  return changed ? 'changed' : changePassword(app, input);
}
