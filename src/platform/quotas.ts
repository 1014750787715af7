import { createHash } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import { z } from 'zod';
import { type Db, sql, type Transaction } from './database.ts';

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

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** The points that may be taken in each period of `seconds`, by the name of the quota. */
export type QuotaRules = Readonly<Record<string, { points: number; seconds: number }>>;

/** Creates a quota for each rule. In the table, `signUpWide` is called `sign-up-wide`. */
export function createQuotas<Name extends string>(
  db: Db,
  rules: Readonly<Record<Name, QuotaRules[string]>>,
): Readonly<Record<Name, Quota>> {
  const quotas = Object.entries<QuotaRules[string]>(rules).map(([key, rule]) => {
    const name = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return [key, createQuota({ db, name, ...rule })];
  });
  return Object.fromEntries(quotas) as Record<Name, Quota>;
}

/** The clock of the database, in milliseconds: the one clock that all processes share. */
const now = sql`(extract(epoch from now()) * 1000)::bigint`;

/** Deletes at most `limit` quotas whose time is over. Returns how many it deleted. */
export function deleteExpiredQuotas(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from quotas where ctid = any(array(
      select ctid from quotas where expire < ${now}
      limit ${limit} for update skip locked))`);
}

/**
 * A period may end this many milliseconds later than one that begins now: two statements that ask at once may reach the
 * row in another order than that in which they began.
 */
const OVERTAKEN_MS = 60_000;

type QuotaOptions = { db: Db; name: string; points: number; seconds: number };
const Wait = z.strictObject({ wait: z.number().int() });

/**
 * Counts in the Postgres table `quotas`, so that all processes share a quota and it survives a restart. `points` may be
 * taken in each period of `seconds`. A period that ends more than a minute later than one that began now comes from a clock
 * that was wrong for a moment: it counts as over.
 */
export function createQuota({ db, name, points, seconds }: QuotaOptions): Quota {
  const period = seconds * 1_000;
  const keyOf = (key: string) => `${name}:${createHash('sha256').update(key).digest('base64url')}`;
  const over = sql`(quotas.expire <= ${now} or quotas.expire > ${now} + ${period + OVERTAKEN_MS}::bigint)`;
  const secondsLeft = sql`least(${seconds}::int, greatest(1, ceil((expire - ${now}) / 1000.0)))::int`;
  return {
    async peek(key) {
      const taken = await db.maybe(
        Wait,
        sql`select ${secondsLeft} as wait from quotas where key = ${keyOf(key)} and points >= ${points} and not ${over}`,
      );
      return taken?.wait ?? 0;
    },
    async giveBack(key) {
      await db.maybe(
        Wait,
        sql`update quotas set points = greatest(points - 1, 0) where key = ${keyOf(key)} returning 0 as wait`,
      );
    },
    async take(key) {
      const { wait } = await db.one(
        Wait,
        sql`
        insert into quotas (key, points, expire) values (${keyOf(key)}, 1, ${now} + ${period}::bigint)
        on conflict (key) do update set
          points = case when ${over} then 1 else least(quotas.points, ${points}::int) + 1 end,
          expire = case when ${over} then excluded.expire else quotas.expire end
        returning case when points <= ${points}::int then 0 else ${secondsLeft} end as wait`,
      );
      return wait;
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
 * Returns the /48 that the /56 of `networkOf` lies in: 256 of them, which a provider may give to one customer (RFC 6177).
 * Returns null for IPv4, whose addresses are given one by one.
 */
export function wideNetworkOf(network: string): string | null {
  const [, prefix] = /^([0-9a-f]+:[0-9a-f]+:[0-9a-f]+):[0-9a-f]+::\/56$/.exec(network) ?? [];
  return prefix === undefined ? null : `${prefix}::/48`;
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
