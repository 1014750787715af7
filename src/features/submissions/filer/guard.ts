import type { RequestHandler, Response } from 'express';
import type { App } from '../../../app.ts';
import { signedInOnly } from '../../accounts/guard.ts';
import { citizenActor, citizenOf, signedInOf } from '../../accounts/signed-in-citizen.ts';
import type { Filer } from './filer.ts';
import { guestOf, welcomeGuest } from './guest.ts';

declare global {
  namespace Express {
    interface Locals {
      /** The id of a guest, on pages that guests may open too. */
      guest?: string;
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
    if (req.method === 'POST') welcomeGuest(app, req, res);
    res.locals.guest = guest;
    return next();
  };
}

/** Returns who fills in the form. It is for pages behind `filersOnly` and `signedInOnly`, and throws on any other. */
export function filerOf(res: Response): Filer {
  if (res.locals.guest !== undefined) return { kind: 'guest', id: res.locals.guest };
  const { citizen } = citizenOf(res);
  return { kind: 'citizen', id: citizen.id, actor: citizenActor(res), citizen };
}
