import type { RequestHandler } from 'express';
import type { App } from '../../app.ts';
import { NotFound } from '../../domain/not-found.ts';
import { refuseFormOfAnother } from '../../web/form/form-owner.ts';
import { shellOf } from '../../web/page/locals.ts';
import { clientOf } from '../../web/pipeline/client.ts';
import { requestedPath, withNext } from '../../web/pipeline/own-path.ts';
import { insertAuditEvent } from '../audit/audit-events.repository.ts';
import { showConfirmation } from './confirmation/confirmation-form.ts';
import { recallInterruptedStaffForm, sealInterruptedStaffForm } from './sign-in/interrupted-staff-form.ts';
import { showStaffSignIn } from './sign-in/staff-sign-in-form.ts';
import { signedInStaff, staffOf } from './signed-in-staff.ts';
import { holdsOneOf, type StaffRole } from './staff-roles.ts';

/**
 * Guards every page of the staff. Without a session it leads to sign-in and then back to the page; a posted form gets
 * the sign-in page with 401, and what was typed is filled in again afterwards.
 */
export const staffOnly =
  (app: Pick<App, 'db' | 'sealing'>): RequestHandler =>
  async (req, res, next) => {
    const { sessionFault } = res.locals;
    if (sessionFault !== undefined) throw sessionFault;
    const staff = signedInStaff(res);
    if (staff !== null) {
      refuseFormOfAnother(app.sealing, req, staff.id);
      await recallInterruptedStaffForm(app, res, staff.id);
      return next();
    }
    if (req.method === 'POST') {
      const interrupted = sealInterruptedStaffForm(app, req);
      const notice = interrupted === '' ? 'expired' : 'kept';
      return showStaffSignIn(res, { next: requestedPath(req), notice, interrupted }, 401);
    }
    res.redirect(303, `${shellOf(res).at('/admin/sign-in')}?next=${encodeURIComponent(requestedPath(req))}`);
  };

/**
 * Asks for the second factor again before a page that matters, when it was not given in the last ten minutes. A form
 * under way is kept, and shown again afterwards.
 */
export function freshFactorOnly(app: Pick<App, 'db' | 'sealing'>): RequestHandler {
  return async (req, res, next) => {
    if (req.session.factorIsFresh) return next();
    const path = requestedPath(req);
    if (req.method === 'GET' || req.method === 'HEAD') {
      return res.redirect(303, withNext(shellOf(res).at('/admin/account/confirmation'), path));
    }
    await showConfirmation(app, res, { next: path, interrupted: sealInterruptedStaffForm(app, req) });
  };
}

type GuardedPage = { page: string; mayOpen: readonly StaffRole[]; mayAct: readonly StaffRole[] };

/**
 * Throws NotFound for somebody none of whose roles may open the page, or send its form, so that it does not seem to
 * exist; the attempt is written to the audit log.
 */
export function rolesOnly(app: Pick<App, 'db'>, { page, mayOpen, mayAct }: GuardedPage): RequestHandler {
  return async (req, res, next) => {
    const { id, roles } = staffOf(res);
    const allowed = req.method === 'GET' || req.method === 'HEAD' ? mayOpen : mayAct;
    if (!holdsOneOf(roles, allowed)) {
      const event = {
        name: 'staff-page-refused',
        staffMemberId: id,
        details: { page, roles, path: req.path },
      } as const;
      await app.db.transaction((tx) => insertAuditEvent(tx, { ...event, network: clientOf(req).network }));
      throw new NotFound();
    }
    next();
  };
}
