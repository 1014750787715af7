import connectPgSimple from 'connect-pg-simple';
import type { Request, RequestHandler } from 'express';
import session, { type SessionData } from 'express-session';
import type { Clock } from '../platform/clock.ts';
import { type Pool, statementName } from '../platform/database.ts';
import { describeError, type Log } from '../platform/log.ts';
import type { CookieJar } from './cookies.ts';

export const SESSION_IDLE_SECONDS = 30 * 60;
export const SESSION_MAX_SECONDS = 12 * 60 * 60;
const TOUCH_AT_MOST_EVERY_MS = 60_000;

/** All that a session holds. `signInId` is the row of the sign-in history, so that it can be ended from elsewhere. */
export type SessionUser = { actor: 'citizen'; id: string; signInId: string; signedInAt: number };

declare module 'express-session' {
  interface SessionData {
    user: SessionUser;
    touchedAt: number;
    /** Whom one acts as: ten digits, or nothing for oneself. Checked against the memberships at each request. */
    profile: string;
    /** True during the request that begins it; never written. */
    readonly fresh: boolean;
  }
}

type SessionOptions = { pool: Pool; secrets: readonly string[]; cookies: CookieJar; clock: Clock; log: Log };

/** Loads the session of a request that has its cookie. Postgres down: the request goes on, `sessionUnavailable` set. */
export function sessions({ pool, secrets, cookies, clock, log }: SessionOptions): RequestHandler {
  const store = createStore(pool, clock, log);
  const load = session({
    name: cookies.sessionName,
    secret: [...secrets],
    store,
    resave: false,
    saveUninitialized: false,
    // The proxy ends TLS; express-session would silently send no Secure cookie if it did not believe so.
    proxy: true,
    cookie: { httpOnly: true, secure: cookies.secure, sameSite: 'lax', path: '/' },
  });
  return (req, res, next) => {
    if (cookies.secure) Object.defineProperty(req, 'secure', { value: true });
    load(req, res, (error?: unknown) => {
      res.locals.sessionUnavailable = error !== undefined;
      if (error !== undefined) log.warn({ error: describeError(error) }, 'session store unavailable');
      next();
    });
  };
}

function createStore(pool: Pool, clock: Clock, log: Log): session.Store {
  const named = namedStatements(pool);
  class ThrottledStore extends connectPgSimple(session) {
    /** A session ended elsewhere meanwhile stays ended: only a new one is inserted, the others are updated. */
    override set(sid: string, data: SessionData, done?: (error?: unknown) => void): void {
      if (data.fresh) return super.set(sid, data, done);
      named
        .query('update sessions set sess = $1 where sid = $2', [JSON.stringify(data), sid])
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
      const text =
        "update sessions set sess = jsonb_set(sess, '{touchedAt}', $1::jsonb), expire = to_timestamp($2) where sid = $3";
      named
        .query(text, [String(now), Math.ceil(now / 1_000 + SESSION_IDLE_SECONDS), sid])
        .catch((error: unknown) => log.warn({ error: describeError(error) }, 'session not touched'))
        .finally(() => done?.());
    }
  }
  return new ThrottledStore({
    pool: named as unknown as Pool,
    tableName: 'sessions',
    ttl: SESSION_IDLE_SECONDS,
    pruneSessionInterval: 15 * 60,
    errorLog: (message: string) => log.warn({}, message),
  });
}

/** connect-pg-simple sends unnamed statements, which Postgres parses and plans at each request. */
function namedStatements(pool: Pool) {
  return {
    query: (text: string, values: unknown[] = []) => pool.query({ name: statementName(text), text, values }),
  };
}

/** A new session id, so that one fixed before sign-in is worth nothing; saved before the answer leaves. */
export async function startSession(req: Request, user: SessionUser, profile: string | null): Promise<void> {
  await new Promise<void>((done, fail) => req.session.regenerate((error) => (error ? fail(error) : done())));
  req.session.user = user;
  req.session.touchedAt = user.signedInAt;
  if (profile !== null) req.session.profile = profile;
  // Not enumerable: the store sees it, the row does not hold it.
  Object.defineProperty(req.session, 'fresh', { value: true });
  await saveSession(req);
}

/** Before a redirect: the next page must find what was changed. */
export function saveSession(req: Request): Promise<void> {
  return new Promise((done, fail) => req.session.save((error) => (error ? fail(error) : done())));
}

export async function endSession(req: Request): Promise<void> {
  await new Promise<void>((done, fail) => req.session.destroy((error) => (error ? fail(error) : done())));
}

/** Null without a session, and after 12 hours however busy it was. */
export function sessionUser(req: Request, clock: Clock): SessionUser | null {
  const user = req.session?.user;
  if (user === undefined) return null;
  return clock.now().getTime() - user.signedInAt < SESSION_MAX_SECONDS * 1_000 ? user : null;
}
