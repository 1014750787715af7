import type { App } from '../../../app.ts';
import { passkeySiteOf, proofOf, readAssertion } from '../../../platform/passkeys/passkeys.ts';
import { type ChallengeHolder, takeChallenge } from './challenges.ts';
import { findPasskey, type PasskeyAccount } from './passkeys.repository.ts';

/** `counter` is the signature counter of the device; it is compared when the use is stored. */
export type PasskeyProof = { passkey: PasskeyAccount; counter: number };
export type PasskeyJudged = { credentialId: string | null; staffMemberId: string | null; proof: PasskeyProof | null };
type Sent = { holder: ChallengeHolder; credential: string };

/**
 * Judges the answer of a passkey to the challenge of that holder, which is taken even when the answer is wrong. The
 * proof is null for a wrong answer; the account is that of the passkey named, for the audit log.
 */
export async function proveByPasskey(
  app: Pick<App, 'config' | 'db'>,
  { holder, credential }: Sent,
): Promise<PasskeyJudged> {
  const challenge = await takeChallenge(app, holder);
  const assertion = readAssertion(credential);
  if (assertion === null) return { credentialId: null, staffMemberId: null, proof: null };
  const passkey = await findPasskey(app.db, assertion.id);
  const named = { credentialId: assertion.id, staffMemberId: passkey?.staffMemberId ?? null };
  if (passkey === null || challenge === null) return { ...named, proof: null };
  const { userHandle } = assertion.response;
  const isOwner = !userHandle || userHandle === userHandleOf(passkey.staffMemberId).toString('base64url');
  const site = passkeySiteOf(app.config.publicOrigin);
  const proof = isOwner ? proofOf(site, assertion, { challenge, publicKey: passkey.publicKey }) : null;
  return { ...named, proof: proof === null ? null : { passkey, ...proof } };
}

/**
 * Returns the id of the account as 16 bytes. They are random and say nothing about the person, as a device shows them
 * to anybody.
 */
export const userHandleOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
