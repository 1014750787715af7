import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import argon2 from 'argon2';
import { boundedQueue } from './bounded-queue.ts';

/** Parameters of argon2id as in the OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. */
const PARAMETERS = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export type Passwords = {
  /** Returns the hash in the PHC string format. Rejects with QueueFullError when too many are waiting. */
  hash(plain: string): Promise<string>;
  /**
   * Compares a password with its hash. With null, for an account that does not exist, it spends the same time on
   * another hash and returns false, so that the time tells nothing. Rejects with QueueFullError as `hash` does.
   */
  verify(hash: string | null, plain: string): Promise<boolean>;
  /** Returns true when the hash was made with other parameters than today's. */
  isOutdated(hash: string): boolean;
};

/**
 * argon2 keeps a core busy for 20 ms. One core is left free of it, so that pages stay quick. Only tests, which sign up
 * thousands of people, give another `memoryCost`, in KiB.
 */
export function createPasswords({ memoryCost }: { memoryCost: number } = PARAMETERS): Passwords {
  const parameters = { ...PARAMETERS, memoryCost };
  const queue = boundedQueue({ concurrency: Math.max(1, availableParallelism() - 1), capacity: 100 });
  // The hash is computed while the rest of the start goes on.
  const nobodys = argon2.hash(randomBytes(32), parameters);
  return {
    hash: (plain) => queue(() => argon2.hash(plain, parameters)),
    async verify(hash, plain) {
      const matches = await queue(async () => argon2.verify(hash ?? (await nobodys), plain));
      return matches && hash !== null;
    },
    isOutdated: (hash) => argon2.needsRehash(hash, parameters),
  };
}
