import type { App } from '../../app.ts';
import { actAsCitizen, type CitizenActor } from '../accounts/act-as-citizen.ts';
import { getOwnPasswordHash } from '../accounts/password/own-password.ts';
import { type ClosingOutcome, closeLockedAccount } from './close-locked-account.ts';

export type CloseAccountOutcome = ClosingOutcome | { outcome: 'password-wrong' };
type CloseAccountInput = { actor: CitizenActor; password: string };

/** Closes the account of who gives its password. */
export async function closeAccount(
  app: Pick<App, 'db' | 'passwords'>,
  { actor, password }: CloseAccountInput,
): Promise<CloseAccountOutcome> {
  const hash = await getOwnPasswordHash(app.db, actor);
  if (!(await app.passwords.verify(hash, password))) return { outcome: 'password-wrong' };
  const { network } = actor;
  return actAsCitizen(app, actor, (tx, citizen) => closeLockedAccount(tx, citizen, { kind: 'oneself', network }));
}
