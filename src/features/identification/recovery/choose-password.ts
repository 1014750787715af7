import type { App } from '../../../app.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { replacePassword } from '../../accounts/password/replace-password.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { type PasswordContext, type PasswordProblem, passwordProblem } from '../../credentials/password-rules.ts';
import { findRecoveryAuthority } from './recovery-authority.ts';

type Chosen = { actor: CitizenActor; context: PasswordContext; password: string };
export type ChooseOutcome =
  | { outcome: 'chosen' }
  | { outcome: 'not-allowed' }
  | { outcome: 'password-refused'; problem: PasswordProblem };

/** Sets a new password by the card in the place of the present one. Every other session ends and the citizen is told by mail. */
export async function choosePassword(
  app: Pick<App, 'clock' | 'db' | 'passwords'>,
  { actor, context, password }: Chosen,
): Promise<ChooseOutcome> {
  const problem = passwordProblem(password, context);
  if (problem !== null) return { outcome: 'password-refused', problem };
  const passwordHash = await app.passwords.hash(password);
  return actAsCitizen(app, actor, async (tx, citizen) => {
    const { id: citizenId, signInId, network } = actor;
    const authority = await findRecoveryAuthority(app, tx, { citizenId, signInId });
    if (authority !== 'granted') return { outcome: 'not-allowed' };
    await replacePassword(tx, { citizen, passwordHash, exceptSignInId: signInId });
    await insertAuditEvent(tx, { name: 'password-reset', citizenId, network });
    return { outcome: 'chosen' };
  });
}
