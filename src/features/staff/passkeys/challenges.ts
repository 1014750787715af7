import { randomBytes } from 'node:crypto';
import type { App } from '../../../app.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { deleteChallenge, insertChallenge } from './challenges.repository.ts';

/**
 * Who asked for a challenge, and what for: the answer is worth something to nobody else and for nothing else. A sign-in
 * is known by a cookie, everything else by the sign-in of the person or by the link they came with.
 */
export type ChallengeHolder = `${'sign-in' | 'new passkey' | 'confirmation' | 'set-up'} ${string}`;

/** Returns a challenge that the holder may answer once, within five minutes. It replaces the one of before. */
export async function makeChallenge({ db }: Pick<App, 'db'>, holder: ChallengeHolder): Promise<Buffer> {
  const challenge = randomBytes(32);
  await db.transaction((tx) => insertChallenge(tx, { holder: digestOf(holder), challenge }));
  return challenge;
}

/** Takes the challenge of the holder, also when the answer turns out to be wrong. Returns null when there is none. */
export function takeChallenge({ db }: Pick<App, 'db'>, holder: ChallengeHolder): Promise<Buffer | null> {
  return db.transaction((tx) => deleteChallenge(tx, digestOf(holder)));
}
