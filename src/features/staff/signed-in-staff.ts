import type { RequestHandler, Response } from 'express';
import type { App } from '../../app.ts';
import { fullName } from '../../domain/person-name.ts';
import { ownerTag } from '../../web/form/form-owner.ts';
import { shellOf } from '../../web/page/locals.ts';
import { clientOf } from '../../web/pipeline/client.ts';
import { sessionUser } from '../../web/session/session.ts';
import type { StaffMember } from './staff-member.ts';
import { roleNames } from './staff-roles.ts';

declare module 'express-session' {
  interface SessionData {
    /** Null when the account, or the epoch in which the session began, has ended. */
    readonly staff: StaffMember | null;
    /** True when this person gave the second factor in the last ten minutes. */
    readonly factorIsFresh: boolean;
    /** True when the mail server has taken nothing for ten minutes. */
    readonly mailServerAway: boolean;
  }
}

declare global {
  namespace Express {
    interface Locals {
      /** Null when nobody is signed in. Missing outside `/{language}/admin`. */
      staff?: StaffMember | null;
    }
  }
}

/**
 * Gives every page its own banner, so that nobody takes it for a citizen's page, even before sign-in and when it ends
 * in an error.
 */
export const showStaffBanner: RequestHandler = (_req, res, next) => {
  shellOf(res).staff = { account: null, links: [], mailServerAway: false };
  res.setHeader('X-Robots-Tag', 'noindex');
  next();
};

/**
 * Reads who is signed in together with the session at each request, so that a suspended account or a role taken away loses
 * access at once.
 */
export function loadStaff({ sealing }: Pick<App, 'sealing'>): RequestHandler {
  return (req, res, next) => {
    const user = sessionUser(req, 'staff');
    const member = user === null ? null : (req.session.staff ?? null);
    const shell = shellOf(res);
    res.locals.staff = member;
    if (member !== null) {
      const account = { name: fullName(member), roles: roleNames(member.roles, shell.t) };
      shell.staff = { account, links: [], mailServerAway: req.session.mailServerAway === true };
      shell.formOwner = ownerTag(sealing, member.id);
    }
    next();
  };
}

/**
 * Returns null when nobody of the staff is signed in. Throws on a page whose routes do not load the staff's sessions.
 */
export function signedInStaff(res: Response): StaffMember | null {
  const { staff } = res.locals;
  if (staff === undefined) throw new Error('this page does not load the sessions of the staff');
  return staff;
}

/** Returns the signed-in member of the staff. It is for pages behind the guard, and throws on any other page. */
export function staffOf(res: Response): StaffMember {
  const staff = signedInStaff(res);
  if (staff === null) throw new Error('this page stands before the guard');
  return staff;
}

/**
 * The person who acts and the sign-in by which they act, as use cases receive them. `staffAct` checks both again under
 * a lock.
 */
export type StaffActor = Pick<StaffMember, 'id' | 'roles'> & { signInId: string; network: string };

export function staffActor(res: Response): StaffActor {
  const { id, roles } = staffOf(res);
  const user = sessionUser(res.req, 'staff');
  if (user === null) throw new Error('this page stands before the guard');
  return { id, roles, signInId: user.signInId, network: clientOf(res.req).network };
}
