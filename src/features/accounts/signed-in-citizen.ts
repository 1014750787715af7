import type { Request, RequestHandler, Response } from 'express';
import type { App } from '../../app.ts';
import { sealOwner } from '../../web/form/form-owner.ts';
import { sessionUser, startSession } from '../../web/session/session.ts';
import type { CitizenSession } from '../../web/session/session-kinds.ts';
import type { DefaultSpace, OwnProfile, SignedInCitizen } from './citizens.repository.ts';

declare module 'express-session' {
  interface SessionData {
    /** Null once the account or the sign-in has ended. */
    readonly citizen: SignedInCitizen | null;
  }
}

declare global {
  namespace Express {
    interface Locals {
      citizen: SignedInCitizen | null;
      /** The organisation one acts for, null for oneself. */
      actingProfile: OwnProfile | null;
      sessionUser: CitizenSession | null;
    }
  }
}

/** Who is signed in, read with the session at each request, so that a closed or suspended account is out at once. */
export function loadCitizen(app: Pick<App, 'clock' | 'sealing'>): RequestHandler {
  return (req, res, next) => {
    const user = sessionUser(req, { actor: 'citizen', clock: app.clock });
    const citizen = user === null ? null : (req.session.citizen ?? null);
    const acting = req.session?.profile;
    res.locals.citizen = citizen;
    res.locals.sessionUser = citizen === null ? null : user;
    res.locals.actingProfile = citizen?.profiles.find(({ enterpriseNumber }) => enterpriseNumber === acting) ?? null;
    if (citizen !== null) {
      res.locals.shell.account = { name: `${citizen.firstName} ${citizen.lastName}` };
      res.locals.shell.formOwner = sealOwner(app.sealing, citizen.id);
    }
    next();
  };
}

/** For pages behind the guard, where somebody is always signed in. */
export function citizenOf(res: Response): { citizen: SignedInCitizen; user: CitizenSession } {
  const { citizen, sessionUser: user } = res.locals;
  if (citizen === null || user === null) throw new Error('this page stands before the guard');
  return { citizen, user };
}

export async function startCitizenSession(
  app: Pick<App, 'clock'>,
  req: Request,
  {
    citizenId,
    signInId,
    defaultSpace = 'citizen',
  }: { citizenId: string; signInId: string; defaultSpace?: DefaultSpace },
): Promise<void> {
  const user = { actor: 'citizen', id: citizenId, signInId, signedInAt: app.clock.now().getTime() } as const;
  await startSession(req, user, defaultSpace === 'citizen' ? null : defaultSpace);
}
