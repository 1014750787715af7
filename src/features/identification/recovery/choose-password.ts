import type { App } from '../../../app.ts';
import type { Db } from '../../../platform/database.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { getOwnPasswordHash, isChosenAlready } from '../../accounts/password/own-password.ts';
import { replacePassword } from '../../accounts/password/replace-password.ts';
import { findPasswordHash } from '../../accounts/passwords.repository.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import type { AllowedPassword } from '../../credentials/password-rules.ts';
import { findRecoveryAuthority } from './recovery-authority.ts';

type Chosen = { actor: CitizenActor; password: AllowedPassword };
export type ChooseOutcome = 'chosen' | 'not-allowed';

/**
 * Sets a new password by the card in the place of the present one. Every other session ends and the citizen is told by
 * mail, once however often the button is pressed.
 */
export async function choosePassword(
  app: Pick<App, 'clock' | 'db' | 'passwords'>,
  chosen: Chosen,
): Promise<ChooseOutcome> {
  const { actor, password } = chosen;
  const { id: citizenId, signInId, network } = actor;
  const isGranted = async (db: Db) => (await findRecoveryAuthority(app, db, { citizenId, signInId })) === 'granted';
  if (!(await isGranted(app.db))) return 'not-allowed';
  const hash = await getOwnPasswordHash(app.db, actor);
  if (await isChosenAlready(app, actor, { hash, password })) return 'chosen';
  const passwordHash = await app.passwords.hash(password);
  const outcome = await actAsCitizen(app, actor, async (tx, citizen) => {
    if (!(await isGranted(tx))) return 'not-allowed';
    if ((await findPasswordHash(tx, citizenId)) !== hash) return 'overtaken';
    await replacePassword(tx, { citizen, passwordHash, exceptSignInId: signInId });
    await insertAuditEvent(tx, { name: 'password-reset', citizenId, network });
    return 'chosen';
  });
  return outcome === 'overtaken' ? choosePassword(app, chosen) : outcome;
}
