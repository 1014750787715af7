import type { Request, RequestHandler, Response } from 'express';
import type { App } from '../../app.ts';
import { Refusal } from '../../web/refusals.ts';
import { type SessionUser, sessionUser, startSession } from '../../web/session.ts';
import { findSignedInCitizen, type OwnProfile, type SignedInCitizen } from './citizens.repository.ts';

declare global {
  namespace Express {
    interface Locals {
      citizen: SignedInCitizen | null;
      /** The organisation one acts for, null for oneself. */
      actingProfile: OwnProfile | null;
      sessionUser: SessionUser | null;
    }
  }
}

/** Reads who is signed in at each request, so that a closed or suspended account is out at once. Anonymous: no SQL. */
export function loadCitizen(app: Pick<App, 'db' | 'clock'>): RequestHandler {
  return async (req, res, next) => {
    // Public pages do without the session; what is sent must not be taken for somebody else's, or for nobody's.
    if (res.locals.sessionUnavailable && req.method === 'POST') throw new Refusal(503, 10);
    const user = sessionUser(req, app.clock);
    res.locals.citizen = user === null ? null : await findSignedInCitizen(app.db, user);
    res.locals.sessionUser = res.locals.citizen === null ? null : user;
    const { citizen, shell } = res.locals;
    const acting = req.session?.profile;
    res.locals.actingProfile = citizen?.profiles.find(({ enterpriseNumber }) => enterpriseNumber === acting) ?? null;
    if (citizen !== null) shell.account = { name: `${citizen.firstName} ${citizen.lastName}` };
    next();
  };
}

/** For pages behind the guard, where somebody is always signed in. */
export function citizenOf(res: Response): { citizen: SignedInCitizen; user: SessionUser } {
  const { citizen, sessionUser: user } = res.locals;
  if (citizen === null || user === null) throw new Error('this page stands before the guard');
  return { citizen, user };
}

export async function startCitizenSession(
  app: Pick<App, 'clock'>,
  req: Request,
  { citizenId, signInId, defaultSpace = 'citizen' }: { citizenId: string; signInId: string; defaultSpace?: string },
): Promise<void> {
  const user = { actor: 'citizen', id: citizenId, signInId, signedInAt: app.clock.now().getTime() } as const;
  await startSession(req, user, defaultSpace === 'citizen' ? null : defaultSpace);
}
