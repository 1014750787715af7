import { createHash } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { sql, type Transaction } from './database.ts';

export type Quota = {
  /**
   * Takes one point. Returns 0 when there was one left, else the seconds to wait. Only a digest of the key is stored.
   */
  take(key: string): Promise<number>;
  /** Returns 0 while there is a point left, else the seconds to wait. Takes none. */
  peek(key: string): Promise<number>;
  /** Gives one point back that was taken but not used. */
  giveBack(key: string): Promise<void>;
};

/** Deletes at most `limit` quotas whose time is over. Returns how many it deleted. */
export function deleteExpiredQuotas(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from quotas where ctid = any(array(
      select ctid from quotas where expire < ${Date.now()}::bigint
      limit ${limit} for update skip locked))`);
}

type QuotaOptions = { pool: pg.Pool; name: string; points: number; seconds: number };

/**
 * Counts in the Postgres table `quotas`, so that all processes share a quota and it survives a restart. `points` may be
 * taken in each period of `seconds`.
 */
export function createQuota({ pool, name, points, seconds }: QuotaOptions): Quota {
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'quotas',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points,
    duration: seconds,
  });
  const digestOf = (key: string) => createHash('sha256').update(key).digest('base64url');
  return {
    async peek(key) {
      const taken = await limiter.get(digestOf(key));
      if (taken === null || taken.remainingPoints > 0) return 0;
      return Math.max(1, Math.ceil(taken.msBeforeNext / 1_000));
    },
    async giveBack(key) {
      await limiter.reward(digestOf(key), 1);
    },
    async take(key) {
      try {
        await limiter.consume(digestOf(key));
        return 0;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
        throw refusal;
      }
    },
  };
}

/**
 * Returns the network of an address: the address itself for IPv4, its /56 for IPv6, as a household or an office is
 * usually given a whole /56.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, '');
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return '';
  const groups = groupsOf(plain);
  if (IPV4_PREFIXES.has(groups.slice(0, 6).join())) return dotted(groups.slice(6));
  const prefix = [...groups.slice(0, 3), (groups[3] ?? 0) & 0xff00];
  return `${prefix.map((group) => group.toString(16)).join(':')}::/56`;
}

/**
 * The prefixes of IPv6 addresses that hold an IPv4 address: ::ffff:0:0/96 (RFC 4291 § 2.5.5.2), and 64:ff9b::/96 of
 * NAT64 (RFC 6052 § 2.1).
 */
const IPV4_PREFIXES: ReadonlySet<string> = new Set([[0, 0, 0, 0, 0, 0xffff].join(), [0x64, 0xff9b, 0, 0, 0, 0].join()]);

/** Returns the eight groups of a valid IPv6 address in any notation. */
function groupsOf(address: string): number[] {
  const hexadecimal = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [head = '', tail = ''] = hexadecimal.split('::').map((part) => part);
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const filling = Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...filling, ...right].map((group) => Number.parseInt(group, 16));
}

const dotted = (groups: readonly number[]) => groups.flatMap((group) => [group >> 8, group & 0xff]).join('.');
