import type { App } from '../../../app.ts';
import type { Db } from '../../../platform/database.ts';
import { type CitizenActor, SignInEnded } from '../act-as-citizen.ts';
import { findPasswordChangedLately, findPasswordHash } from '../passwords.repository.ts';

/**
 * Returns the hash that the present password of who acts is compared with. Throws SignInEnded once the account is closed
 * or suspended, of which a wrong password would not be the reason.
 */
export async function getOwnPasswordHash(db: Db, { id }: CitizenActor): Promise<string> {
  const hash = await findPasswordHash(db, id);
  if (hash === null) throw new SignInEnded();
  return hash;
}

type Chosen = { hash: string; password: string };

/** Returns true when the account has had that password for a few minutes only: an earlier press of the button chose it. */
export async function isChosenAlready(
  { db, passwords }: Pick<App, 'db' | 'passwords'>,
  { id }: CitizenActor,
  { hash, password }: Chosen,
): Promise<boolean> {
  return (await findPasswordChangedLately(db, id)) && (await passwords.verify(hash, password));
}
