import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { type PasswordProblem, passwordProblem } from '../../credentials/password-rules.ts';
import { queueAccountNotice } from '../account-jobs.ts';
import { deleteAccountLinksOfCitizen } from '../account-links.repository.ts';
import type { Citizen } from '../citizens.repository.ts';
import { findPasswordHash, updateCitizenPassword } from '../passwords.repository.ts';
import { updateOtherSignInsEnded } from '../sign-ins.repository.ts';

export type ChangePasswordInput = {
  citizen: Citizen;
  currentPassword: string;
  password: string;
  signInId: string;
  network: string;
};
export type ChangePasswordOutcome =
  | { outcome: 'changed' }
  | { outcome: 'current-wrong' }
  | { outcome: 'password-refused'; problem: PasswordProblem };

/** Ends every session but this one and kills every pending link, also one to another address; a mail says so. */
export async function changePassword(
  app: Pick<App, 'db' | 'passwords'>,
  input: ChangePasswordInput,
): Promise<ChangePasswordOutcome> {
  const { citizen, signInId } = input;
  const hash = await findPasswordHash(app.db, citizen.id);
  if (!(await app.passwords.verify(hash, input.currentPassword))) return { outcome: 'current-wrong' };
  const problem = passwordProblem(input.password, citizen);
  if (problem !== null) return { outcome: 'password-refused', problem };
  const passwordHash = await app.passwords.hash(input.password);
  await app.db.transaction(async (tx) => {
    await updateCitizenPassword(tx, citizen.id, { to: passwordHash });
    await deleteAccountLinksOfCitizen(tx, citizen.id);
    await updateOtherSignInsEnded(tx, { citizenId: citizen.id, exceptSignInId: signInId });
    await queueAccountNotice(tx, { kind: 'password-changed', email: citizen.email, language: citizen.language });
    await insertAuditEvent(tx, { name: 'password-changed', citizenId: citizen.id, network: input.network });
  });
  return { outcome: 'changed' };
}
