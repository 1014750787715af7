import type { Request, RequestHandler, Response } from 'express';
import type { App } from '../../app.ts';
import { fullName } from '../../domain/person-name.ts';
import { ownerTag } from '../../web/form/form-owner.ts';
import { shellOf } from '../../web/page/locals.ts';
import { clientOf } from '../../web/pipeline/client.ts';
import { sessionUser, startSession } from '../../web/session/session.ts';
import type { CitizenSession } from '../../web/session/session-kinds.ts';
import { rememberBrowser } from '../credentials/known-browser.ts';
import type { CitizenActor } from './act-as-citizen.ts';
import type { OwnProfile, SignedInCitizen } from './citizens.repository.ts';
import type { DefaultSpace } from './default-space.ts';
import { findPasswordHash } from './passwords.repository.ts';

declare module 'express-session' {
  interface SessionData {
    /** Null once the account or the sign-in has ended. */
    readonly citizen: SignedInCitizen | null;
    /** False until it is written on the account that it was used today. */
    readonly usedToday: boolean;
  }
}

/** `actingProfile` is the organisation that the citizen acts for, or null when they act for themselves. */
export type SignedIn = { citizen: SignedInCitizen; user: CitizenSession; actingProfile: OwnProfile | null };

declare global {
  namespace Express {
    interface Locals {
      /**
       * Null when nobody is signed in. Missing where the citizens' sessions are not loaded, as on the staff's pages.
       */
      signedIn?: SignedIn | null;
    }
  }
}

/**
 * Reads who is signed in together with the session at each request, so that a closed or suspended account loses access
 * at once.
 */
export function loadCitizen(app: Pick<App, 'sealing'>): RequestHandler {
  return (req, res, next) => {
    const user = sessionUser(req, 'citizen');
    const citizen = user === null ? null : (req.session.citizen ?? null);
    const acting = req.session?.profile;
    res.locals.signedIn = null;
    if (citizen !== null && user !== null) {
      const actingProfile = profileOf(citizen, acting);
      res.locals.signedIn = { citizen, user, actingProfile };
      shellOf(res).account = { name: fullName(citizen) };
      shellOf(res).formOwner = ownerTag(app.sealing, citizen.id);
    }
    next();
  };
}

/** Returns the profile with that enterprise number; null for « citizen » and for an organisation that is not theirs. */
export function profileOf({ profiles }: SignedInCitizen, value: string | null | undefined): OwnProfile | null {
  return profiles.find(({ enterpriseNumber }) => enterpriseNumber === value) ?? null;
}

/** Returns null when nobody is signed in. Throws on a page whose routes do not load the citizens' sessions. */
export function signedInOf(res: Response): SignedIn | null {
  const { signedIn } = res.locals;
  if (signedIn === undefined) throw new Error('this page does not load the sessions of citizens');
  return signedIn;
}

/** Returns the signed-in citizen. It is for pages behind the guard, and throws on any other page. */
export function citizenOf(res: Response): SignedIn {
  const signedIn = signedInOf(res);
  if (signedIn === null) throw new Error('this page stands before the guard');
  return signedIn;
}

/** Returns the actor for `actAsCitizen`. It is for pages behind the guard. */
export function citizenActor(res: Response): CitizenActor {
  const { citizen, user } = citizenOf(res);
  return { id: citizen.id, signInId: user.signInId, network: clientOf(res.req).network };
}

/**
 * Starts the session and remembers the browser, so that wrong attempts made elsewhere for the same address never delay
 * it.
 */
export async function startCitizenSession(
  app: Pick<App, 'clock' | 'db' | 'sealing'>,
  req: Request,
  {
    citizenId,
    signInId,
    defaultSpace = 'citizen',
  }: { citizenId: string; signInId: string; defaultSpace?: DefaultSpace },
): Promise<void> {
  const user = { actor: 'citizen', id: citizenId, signInId } as const;
  const profile = defaultSpace === 'citizen' ? null : defaultSpace;
  await startSession(req, { user, profile, at: app.clock.now() });
  await rememberCitizensBrowser(app, req, citizenId);
}

/**
 * Remembers the browser after a sign-in, and after a password change made in it; that change makes the portal forget
 * all others.
 */
export async function rememberCitizensBrowser(
  app: Pick<App, 'db' | 'sealing'>,
  req: Request,
  account: string,
): Promise<void> {
  const passwordHash = await findPasswordHash(app.db, account);
  if (passwordHash !== null) rememberBrowser(app, req, { actor: 'citizen', account, passwordHash });
}
