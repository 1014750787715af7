import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import argon2 from 'argon2';
import { boundedQueue } from './bounded-queue.ts';

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, 2 passes, 1 lane. */
const PARAMETERS = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export type Passwords = {
  /** PHC string. Rejects with QueueFullError when too many are waiting. */
  hash(plain: string): Promise<string>;
  /** With null, spends the same time on a hash nobody knows and says false. */
  verify(hash: string | null, plain: string): Promise<boolean>;
  /** True when the hash was made with weaker parameters than today's. */
  isOutdated(hash: string): boolean;
};

/** argon2 fills a core for 20 ms: all but one core may be busy with it, so that pages stay quick. */
export async function createPasswords(): Promise<Passwords> {
  const queue = boundedQueue({ concurrency: Math.max(1, availableParallelism() - 1), capacity: 100 });
  const nobodys = await argon2.hash(randomBytes(32), PARAMETERS);
  return {
    hash: (plain) => queue(() => argon2.hash(plain, PARAMETERS)),
    async verify(hash, plain) {
      const matches = await queue(() => argon2.verify(hash ?? nobodys, plain));
      return matches && hash !== null;
    },
    isOutdated: (hash) => argon2.needsRehash(hash, PARAMETERS),
  };
}
