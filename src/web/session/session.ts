import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type { EnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';
import { isDatabaseUnavailable } from '../../platform/database.ts';
import { describeError } from '../../platform/log.ts';
import { cookiesOf } from '../page/locals.ts';
import type { CookieJar } from './cookies.ts';
import type { Actor, SessionUser } from './session-kinds.ts';
import { createSessionStore, type StoreOptions } from './session-store.ts';

type SessionOptions = StoreOptions & { secrets: readonly string[]; cookies: CookieJar };

/**
 * Loads the session of a request that has the actor's cookie. When Postgres does not answer, a page goes on without a
 * session and with `sessionFault` set.
 */
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
    // The proxy ends TLS. express-session silently sends no Secure cookie when it believes that the request is not
    // secure.
    if (cookies.secure) Object.defineProperty(req, 'secure', { value: true });
    load(req, res, (error?: unknown) => {
      // Pages can be read without the session. A form is refused, because it could be taken for that of another person,
      // or of nobody.
      if (!isDatabaseUnavailable(error) || req.method === 'POST') return next(error);
      res.locals.sessionFault = error;
      res.once('close', () => {
        if (res.statusCode < 500) log.warn({ error: describeError(error) }, 'page without its session');
      });
      next();
    });
  };
}

type Beginning = { user: SessionUser; profile: EnterpriseNumber | null; at: Date };

/**
 * Starts a session under a new id, so that an id planted before sign-in is worth nothing. The session is saved before
 * the answer is sent.
 */
export async function startSession(req: Request, { user, profile, at }: Beginning): Promise<void> {
  await new Promise<void>((done, fail) => req.session.regenerate((error) => (error ? fail(error) : done())));
  req.session.user = user;
  req.session.touchedAt = at.getTime();
  if (profile !== null) req.session.profile = profile;
  // The property is not enumerable: the store sees it, but it is not written to the row.
  Object.defineProperty(req.session, 'fresh', { value: true });
  await saveSession(req);
}

/**
 * Saves the session before a redirect, so that the next page finds what was changed. Where that fails, the request goes
 * on without a session: express-session would try again at the end, and sign somebody in who was told that it failed.
 */
export async function saveSession(req: Request): Promise<void> {
  try {
    await new Promise<void>((done, fail) => req.session.save((error) => (error ? fail(error) : done())));
  } catch (error) {
    Reflect.deleteProperty(req, 'session');
    throw error;
  }
}

/**
 * Ends the session, if there is one, in the database and in the browser. For its Back button, Chromium keeps even pages
 * that must not be stored, until a cookie changes: the cookie is expired so that the next person at the same screen
 * does not see them. `Clear-Site-Data: "cache"` does not reach those pages, and takes Chromium seconds when its cache
 * is full.
 */
export async function endSession(req: Request, res: Response, actor: Actor): Promise<void> {
  const { session } = req;
  if (session !== undefined) {
    await new Promise<void>((done, fail) => session.destroy((error) => (error ? fail(error) : done())));
  }
  cookiesOf(res).expireSession(res, actor);
  res.setHeader('Clear-Site-Data', '"storage"');
}

/**
 * Returns the signed-in person, or null without a session of that actor. A session that is 12 hours old (staff: 8),
 * however much it is used, is no longer read from the database.
 */
export function sessionUser<A extends Actor>(req: Request, actor: A): Extract<SessionUser, { actor: A }> | null {
  const user = req.session?.user;
  return user !== undefined && isOf(actor, user) ? user : null;
}

function isOf<A extends Actor>(actor: A, user: SessionUser): user is Extract<SessionUser, { actor: A }> {
  return user.actor === actor;
}
