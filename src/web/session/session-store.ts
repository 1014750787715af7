import connectPgSimple from 'connect-pg-simple';
import type { Request } from 'express';
import type session from 'express-session';
import type { SessionData } from 'express-session';
import type { Clock } from '../../platform/clock.ts';
import { type Pool, statementName } from '../../platform/database.ts';
import { describeError, type Log } from '../../platform/log.ts';
import { type Actor, type FoundSession, SESSION_KINDS } from './session-kinds.ts';

const TOUCH_AT_MOST_EVERY_MS = 60_000;

export type StoreOptions = {
  actor: Actor;
  pool: Pool;
  /** The session when it has not expired, and in the same statement what every page needs with it. */
  find(sid: string): Promise<FoundSession | null>;
  clock: Clock;
  log: Log;
};

type ExpressSession = typeof session;

export function createSessionStore(express: ExpressSession, options: StoreOptions): session.Store {
  const { actor, pool, find, clock, log } = options;
  const { table, idleSeconds } = SESSION_KINDS[actor];
  const named = namedStatements(pool);
  class ThrottledStore extends readingStore(express, find) {
    /** A session ended elsewhere meanwhile stays ended: only a new one is inserted, the others are updated. */
    override set(sid: string, data: SessionData, done?: (error?: unknown) => void): void {
      if (data.fresh) return super.set(sid, data, done);
      named
        .query(`update ${table} set sess = $1 where sid = $2`, [JSON.stringify(data), sid])
        .then(() => done?.(), done);
    }

    /** Written at most once a minute: a page read by somebody signed in costs no write. */
    override touch(sid: string, data: SessionData, done?: () => void): void {
      const now = clock.now().getTime();
      if (now - (data.touchedAt ?? 0) < TOUCH_AT_MOST_EVERY_MS) {
        done?.();
        return;
      }
      // Only this one part: what another request changed meanwhile stays.
      const text = `update ${table}
        set sess = jsonb_set(sess, '{touchedAt}', $1::jsonb), expire = to_timestamp($2) where sid = $3`;
      named
        .query(text, [String(now), Math.ceil(now / 1_000 + idleSeconds), sid])
        .catch((error: unknown) => log.warn({ error: describeError(error) }, 'session not touched'))
        .finally(() => done?.());
    }
  }
  return new ThrottledStore({
    pool: named as unknown as Pool,
    tableName: table,
    ttl: idleSeconds,
    pruneSessionInterval: 15 * 60,
    errorLog: (message: string) => log.warn({}, message),
  });
}

/** connect-pg-simple reads the session alone: here one statement reads what a page needs with it. */
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
      // Not enumerable, so that it is neither compared nor written at the end of the request.
      for (const [name, value] of Object.entries(alongside.get(data) ?? {})) {
        Object.defineProperty(created, name, { value });
      }
      return created;
    }
  };
}

/** connect-pg-simple sends unnamed statements, which Postgres parses and plans at each request. */
function namedStatements(pool: Pool) {
  return {
    query: (text: string, values: unknown[] = []) => pool.query({ name: statementName(text), text, values }),
  };
}
