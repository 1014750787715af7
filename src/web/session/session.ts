import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type { EnterpriseNumber } from '../../domain/enterprise-number.ts';
import type { Clock } from '../../platform/clock.ts';
import { isDatabaseUnavailable } from '../../platform/database.ts';
import { describeError } from '../../platform/log.ts';
import { Refusal } from '../pipeline/refusals.ts';
import type { CookieJar } from './cookies.ts';
import { type Actor, SESSION_KINDS, type SessionUser } from './session-kinds.ts';
import { createSessionStore, type StoreOptions } from './session-store.ts';

type SessionOptions = StoreOptions & { secrets: readonly string[]; cookies: CookieJar };

/** Loads the actor's session of a request that has its cookie. Postgres down: the request goes on, `sessionUnavailable` set. */
export function sessions({ secrets, cookies, ...storing }: SessionOptions): RequestHandler {
  const { log } = storing;
  const store = createSessionStore(session, storing);
  const load = session({
    name: cookies.sessionNames[storing.actor],
    secret: [...secrets],
    store,
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, secure: cookies.secure, sameSite: 'lax', path: '/' },
  });
  return (req, res, next) => {
    // The proxy ends TLS; express-session would silently send no Secure cookie if it did not believe so.
    if (cookies.secure) Object.defineProperty(req, 'secure', { value: true });
    load(req, res, (error?: unknown) => {
      const unavailable = isDatabaseUnavailable(error);
      res.locals.sessionUnavailable = unavailable;
      if (unavailable) log.warn({ error: describeError(error) }, 'session store unavailable');
      // Pages do without the session; what is sent must not be taken for somebody else's, or for nobody's.
      if (unavailable && req.method === 'POST') return next(new Refusal(503, 10));
      next(unavailable ? undefined : error);
    });
  };
}

/** A new session id, so that one fixed before sign-in is worth nothing; saved before the answer leaves. */
export async function startSession(req: Request, user: SessionUser, profile: EnterpriseNumber | null): Promise<void> {
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

/**
 * Ends the session, if there is one, in the database and in the browser. Chromium keeps pages that may not be stored for its
 * Back button until a cookie changes: the cookie is expired so that nobody who comes next to the same screen sees them.
 * `Clear-Site-Data: "cache"` does not reach those pages, and takes Chromium seconds when its cache is full.
 */
export async function endSession(req: Request, res: Response, actor: Actor): Promise<void> {
  const { session } = req;
  if (session !== undefined) {
    await new Promise<void>((done, fail) => session.destroy((error) => (error ? fail(error) : done())));
  }
  res.locals.cookies.expireSession(res, actor);
  res.setHeader('Clear-Site-Data', '"storage"');
}

/** Null without a session of that actor, and after its 12 hours (staff: 8) however busy it was. */
export function sessionUser<A extends Actor>(
  req: Request,
  { actor, clock }: { actor: A; clock: Clock },
): Extract<SessionUser, { actor: A }> | null {
  const user = req.session?.user;
  if (user === undefined || !isOf(actor, user)) return null;
  return clock.now().getTime() - user.signedInAt < SESSION_KINDS[actor].maxSeconds * 1_000 ? user : null;
}

function isOf<A extends Actor>(actor: A, user: SessionUser): user is Extract<SessionUser, { actor: A }> {
  return user.actor === actor;
}
