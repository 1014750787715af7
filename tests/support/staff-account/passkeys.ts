import type { Answer, Visitor } from '../visitor.ts';
import type { Authenticator, Lie } from './authenticator.ts';

export const PASSKEYS = '/fr/admin/account/passkeys';

/** Adds a passkey to the account of who is signed in, as the script of the page does. */
export async function addPasskey(visitor: Visitor, device: Authenticator, name: string): Promise<Answer> {
  const options = JSON.parse((await visitor.post(`${PASSKEYS}/challenge`, {})).html);
  return visitor.post(PASSKEYS, { name, credential: device.create(options) });
}

/** Signs in with a passkey, as the script of the page does. */
export async function signInByPasskey(visitor: Visitor, device: Authenticator, lie: Lie = {}): Promise<Answer> {
  const options = JSON.parse((await visitor.post('/fr/admin/sign-in/passkey/challenge', {})).html);
  return visitor.post('/fr/admin/sign-in/passkey', { next: '', credential: device.get(options, lie) });
}
