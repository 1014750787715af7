import type { RequestHandler, Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { rowIdIn } from '../../../web/form/row-id.ts';
import { findCitizen } from '../../accounts/citizens.repository.ts';
import { signedInOnly } from '../../accounts/guard.ts';
import { citizenActor, citizenOf, signedInOf } from '../../accounts/signed-in-citizen.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { findDeskVisit } from './desk-visits.repository.ts';
import type { CitizenFiler, DeskFiler, Filer } from './filer.ts';
import { guestOf, welcomeGuest } from './guest.ts';

declare global {
  namespace Express {
    interface Locals {
      /** The id of a guest, on pages that guests may open too. */
      guest?: string;
      /** The agent who enters a démarche for somebody, on the pages of the desk. */
      desk?: DeskFiler;
    }
  }
}

/** Guards the pages of drafts: for a signed-in citizen, and for a guest whose cookie says so. Others sign in first. */
export function filersOnly(app: Pick<App, 'config' | 'db' | 'sealing'>): RequestHandler {
  const guard = signedInOnly(app);
  return (req, res, next): unknown => {
    const guest = signedInOf(res) === null ? guestOf(app, req, res) : null;
    if (guest === null) return guard(req, res, next);
    // Somebody who is still writing keeps the cookie: its hours begin again.
    if (req.method === 'POST') welcomeGuest(app, res, guest);
    res.locals.guest = guest;
    return next();
  };
}

/**
 * Guards the pages of a draft at the desk, behind the guard of the staff: only who began or opened it there may go on, as
 * long as they work for its department.
 */
export function deskFilersOnly(app: Pick<App, 'db'>): RequestHandler {
  return async (req, res, next) => {
    const draftId = rowIdIn(req.params['draft']);
    const agent = staffActor(res);
    const visit = await findDeskVisit(app.db, { draftId, staffMemberId: agent.id });
    if (visit === null) throw new NotFound();
    const { ownerId: id, channel, citizenId } = visit;
    const citizen = citizenId === null ? null : await findCitizen(app.db, citizenId);
    res.locals.desk = { kind: 'desk', id, draftId, agent, channel, citizen };
    next();
  };
}

/** Returns who fills in the form. It is for pages behind one of these guards or `signedInOnly`, and throws on any other. */
export function filerOf(res: Response): Filer {
  if (res.locals.desk !== undefined) return res.locals.desk;
  if (res.locals.guest !== undefined) return { kind: 'guest', id: res.locals.guest };
  const { citizen } = citizenOf(res);
  return { kind: 'citizen', id: citizen.id, actor: citizenActor(res), citizen };
}

/** Returns the citizen, on pages that are not for somebody without an account. Throws NotFound for anybody else. */
export function citizenFilerOf(res: Response): CitizenFiler {
  const filer = filerOf(res);
  if (filer.kind !== 'citizen') throw new NotFound();
  return filer;
}
