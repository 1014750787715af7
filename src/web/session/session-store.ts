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
  /** Reads a session that has not expired and, in the same statement, what every page needs with it. */
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
    /**
     * Only a new session is inserted; the others are updated, so that a session ended from elsewhere meanwhile stays
     * ended.
     */
    override set(sid: string, data: SessionData, done?: (error?: unknown) => void): void {
      if (data.fresh) return super.set(sid, data, done);
      named
        .query(`update ${table} set sess = $1 where sid = $2`, [JSON.stringify(data), sid])
        .then(() => done?.(), done);
    }

    /** Writes at most once a minute, so that most pages read by a signed-in person cost no write. */
    override touch(sid: string, data: SessionData, done?: () => void): void {
      const now = clock.now().getTime();
      if (now - (data.touchedAt ?? 0) < TOUCH_AT_MOST_EVERY_MS) {
        done?.();
        return;
      }
      // Changes this one part only, so that what another request changed meanwhile stays.
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
