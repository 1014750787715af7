import type { App } from '../../../app.ts';
import { actAsCitizen, type CitizenActor } from '../act-as-citizen.ts';
import { getOwnPasswordHash } from '../password/own-password.ts';
import { requestEmailChange } from './request-email-change.ts';

export type AskEmailChangeInput = { actor: CitizenActor; email: string; password: string };
export type AskEmailChangeOutcome = { outcome: 'asked' } | { outcome: 'password-wrong' } | { outcome: 'same-address' };

/**
 * Asks to change the address. Nothing changes until the link sent to the new address is used; the present address is
 * told at once. Above the quotas no mail is sent and the answer stays the same: the address may belong to somebody else.
 */
export async function askEmailChange(
  app: Pick<App, 'db' | 'passwords'>,
  { actor, email: wanted, password }: AskEmailChangeInput,
): Promise<AskEmailChangeOutcome> {
  const hash = await getOwnPasswordHash(app.db, actor);
  if (!(await app.passwords.verify(hash, password))) return { outcome: 'password-wrong' };
  return actAsCitizen(app, actor, async (tx, citizen) => {
    const asked = await requestEmailChange(tx, { citizen, email: wanted, network: actor.network });
    return { outcome: asked ? 'asked' : 'same-address' };
  });
}
