import type { App } from '../../../app.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { replacePassword } from '../../accounts/password/replace-password.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import type { AllowedPassword } from '../../credentials/password-rules.ts';
import { findRecoveryAuthority } from './recovery-authority.ts';

type Chosen = { actor: CitizenActor; password: AllowedPassword };
export type ChooseOutcome = 'chosen' | 'not-allowed';

/** Sets a new password by the card in the place of the present one. Every other session ends and the citizen is told by mail. */
export async function choosePassword(
  app: Pick<App, 'clock' | 'db' | 'passwords'>,
  { actor, password }: Chosen,
): Promise<ChooseOutcome> {
  const passwordHash = await app.passwords.hash(password);
  return actAsCitizen(app, actor, async (tx, citizen) => {
    const { id: citizenId, signInId, network } = actor;
    const authority = await findRecoveryAuthority(app, tx, { citizenId, signInId });
    if (authority !== 'granted') return 'not-allowed';
    await replacePassword(tx, { citizen, passwordHash, exceptSignInId: signInId });
    await insertAuditEvent(tx, { name: 'password-reset', citizenId, network });
    return 'chosen';
  });
}
