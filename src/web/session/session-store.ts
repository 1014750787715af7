import connectPgSimple from 'connect-pg-simple';
import type { Request } from 'express';
import type session from 'express-session';
import type { SessionData } from 'express-session';
import type { Clock } from '../../platform/clock.ts';
import { statementName } from '../../platform/database.ts';
import { describeError, type Log } from '../../platform/log.ts';
import type { Pool } from '../../platform/postgres/pool.ts';
import { type Actor, type FoundSession, SESSION_KINDS } from './session-kinds.ts';

const TOUCH_AT_MOST_EVERY_MS = 60_000;
const PRUNE_EVERY_MS = 15 * 60_000;

export type StoreOptions = {
  actor: Actor;
  pool: Pool;
  /** Reads a session that has not expired and, in the same statement, what every page needs with it. */
  find(sid: string): Promise<FoundSession | null>;
  clock: Clock;
  log: Log;
};

type ExpressSession = typeof session;

export function createSessionStore(express: ExpressSession, options: StoreOptions): session.Store {
  const { actor, pool, find, clock, log } = options;
  const named = namedStatements(pool);
  const rows = sessionRows(named, actor);
  class ThrottledStore extends readingStore(express, find) {
    override set(sid: string, data: SessionData, done?: (error?: unknown) => void): void {
      rows.save(sid, data).then(() => done?.(), done);
    }

    /** Writes at most once a minute, so that most pages read by a signed-in person cost no write. */
    override touch(sid: string, data: SessionData, done?: () => void): void {
      const now = clock.now().getTime();
      // The absolute difference: a clock that was ahead for a moment must not keep the session from being touched.
      if (Math.abs(now - (data.touchedAt ?? 0)) < TOUCH_AT_MOST_EVERY_MS) {
        done?.();
        return;
      }
      rows
        .touch(sid, now)
        .catch((error: unknown) => log.warn({ error: describeError(error) }, 'session not touched'))
        .finally(() => done?.());
    }
  }
  pruneRegularly(rows.prune, log);
  return new ThrottledStore({
    pool: named as unknown as Pool,
    tableName: SESSION_KINDS[actor].table,
    pruneSessionInterval: false,
    errorLog: (message: string) => log.warn({}, message),
  });
}

/**
 * The statements that write. When a session ends is counted by the clock of the database, which all processes share and
 * which also reads it.
 */
function sessionRows(named: ReturnType<typeof namedStatements>, actor: Actor) {
  const { table, idleSeconds, maxSeconds } = SESSION_KINDS[actor];
  const saved = new WeakMap<SessionData, string>();
  const insert = (sid: string, data: string) => {
    const text = `insert into ${table} (sid, sess, expire) values ($1,
      jsonb_set($2::jsonb, '{user,signedInAt}', to_jsonb((extract(epoch from clock_timestamp()) * 1000)::bigint)),
      now() + make_interval(secs => $3))`;
    return named.query(text, [sid, data, idleSeconds]);
  };
  const update = (sid: string, data: string) =>
    named.query(`update ${table} set sess = $1 where sid = $2`, [data, sid]);
  return {
    /**
     * Only a new session is inserted; the others are updated, so that a session ended from elsewhere meanwhile stays
     * ended. At the end of the request express-session saves a new session again, which must not insert it twice.
     */
    async save(sid: string, data: SessionData) {
      const before = saved.get(data);
      const now = JSON.stringify(data);
      if (before === now) return;
      await (data.fresh && before === undefined ? insert(sid, now) : update(sid, now));
      saved.set(data, now);
    },
    /** Changes this one part only, so that what another request changed meanwhile stays. */
    touch(sid: string, touchedAt: number) {
      const text = `update ${table} set sess = jsonb_set(sess, '{touchedAt}', $1::jsonb),
        expire = least(now() + make_interval(secs => $2),
          to_timestamp((sess -> 'user' ->> 'signedInAt')::bigint / 1000.0) + make_interval(secs => $3))
        where sid = $4`;
      return named.query(text, [String(touchedAt), idleSeconds, maxSeconds, sid]);
    },
    prune: () => named.query(`delete from ${table} where expire < now()`),
  };
}

/**
 * Replaces the pruning of connect-pg-simple, which compares with the clock of the process. The timer keeps no process
 * alive.
 */
function pruneRegularly(prune: () => Promise<unknown>, log: Log): void {
  const report = (error: unknown) => log.warn({ error: describeError(error) }, 'ended sessions not deleted');
  setInterval(() => void prune().catch(report), PRUNE_EVERY_MS).unref();
}

/**
 * Replaces the reading of connect-pg-simple, which reads the session alone, by one statement that also reads what a
 * page needs with it.
 */
function readingStore(express: ExpressSession, find: StoreOptions['find']) {
  const alongside = new WeakMap<SessionData, Partial<SessionData>>();
  return class extends connectPgSimple(express) {
    override get(sid: string, done: (error?: unknown, data?: SessionData | null) => void): void {
      find(sid).then((found) => {
        if (found !== null) alongside.set(found.data, found.alongside);
        done(null, found?.data);
      }, done);
    }

    override createSession(req: Request, data: SessionData) {
      const created = super.createSession(req, data);
      // The property is not enumerable, so that it is neither compared nor written at the end of the request.
      for (const [name, value] of Object.entries(alongside.get(data) ?? {})) {
        Object.defineProperty(created, name, { value });
      }
      return created;
    }
  };
}

/** Gives statements names: Postgres parses and plans the unnamed ones of connect-pg-simple at each request. */
function namedStatements(pool: Pool) {
  return {
    query: (text: string, values: unknown[] = []) => pool.query({ name: statementName(text), text, values }),
  };
}
