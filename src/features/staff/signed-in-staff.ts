import type { Request, RequestHandler, Response } from 'express';
import type { App } from '../../app.ts';
import { ownerTag } from '../../web/form/form-owner.ts';
import { clientOf } from '../../web/pipeline/client.ts';
import { sessionUser, startSession } from '../../web/session/session.ts';
import type { StaffSession } from '../../web/session/session-kinds.ts';
import { rememberBrowser } from '../credentials/known-browser.ts';
import { findStaffPasswordHash } from './staff-credentials.repository.ts';
import type { StaffMember } from './staff-members.repository.ts';

declare module 'express-session' {
  interface SessionData {
    /** Null once the account, or the epoch the session began in, has ended. */
    readonly staff: StaffMember | null;
  }
}

declare global {
  namespace Express {
    interface Locals {
      /** Null when nobody is signed in; missing but under `/{language}/admin`. */
      staff?: StaffMember | null;
    }
  }
}

/** So that nobody takes these pages for a citizen's, signed in or not, also when they end in an error. */
export const showStaffBanner: RequestHandler = (_req, res, next) => {
  res.locals.shell.staff = { account: null };
  res.setHeader('X-Robots-Tag', 'noindex');
  next();
};

/** Who is signed in, read with the session at each request: who was suspended, or has another role, is out at once. */
export function loadStaff({ clock, sealing }: Pick<App, 'clock' | 'sealing'>): RequestHandler {
  return (req, res, next) => {
    const user = sessionUser(req, { actor: 'staff', clock });
    const member = user === null ? null : (req.session.staff ?? null);
    const { shell } = res.locals;
    res.locals.staff = member;
    if (member !== null) {
      const { id, firstName, lastName, role } = member;
      shell.staff = { account: { name: `${firstName} ${lastName}`, role: shell.t(`staff:role.${role}`) } };
      shell.formOwner = ownerTag(sealing, id);
    }
    next();
  };
}

/** Null when nobody of the staff is signed in. Throws on a page that stands before their sessions are loaded. */
export function signedInStaff(res: Response): StaffMember | null {
  const { staff } = res.locals;
  if (staff === undefined) throw new Error('this page does not load the sessions of the staff');
  return staff;
}

/** For pages behind the guard, where somebody of the staff is always signed in. */
export function staffOf(res: Response): StaffMember {
  const staff = signedInStaff(res);
  if (staff === null) throw new Error('this page stands before the guard');
  return staff;
}

/** What a use case needs of who acts; `staffAct` reads it again behind the lock. */
export type StaffActor = Pick<StaffMember, 'id' | 'role'> & { network: string };

export function staffActor(res: Response): StaffActor {
  const { id, role } = staffOf(res);
  return { id, role, network: clientOf(res.req).network };
}

/** The browser is remembered, too: what others guess at the address never keeps it out. */
export async function startStaffSession(
  app: Pick<App, 'clock' | 'db' | 'sealing'>,
  req: Request,
  { id, epoch }: Pick<StaffSession, 'id' | 'epoch'>,
): Promise<void> {
  await startSession(req, { actor: 'staff', id, epoch, signedInAt: app.clock.now().getTime() }, null);
  const passwordHash = await findStaffPasswordHash(app.db, id);
  if (passwordHash !== null) rememberBrowser(app, req, { actor: 'staff', account: id, passwordHash });
}
