import { randomBytes } from 'node:crypto';
import type { App } from '../../../app.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { deleteChallenge, insertChallenge } from './challenges.repository.ts';

/**
 * Identifies who asked for a challenge, and for which purpose: the answer is valid for nobody and nothing else. A
 * sign-in is identified by a cookie, any other purpose by the person's sign-in or by the link they came with.
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
