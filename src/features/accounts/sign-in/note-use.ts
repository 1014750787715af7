import type { RequestHandler } from 'express';
import type { App } from '../../../app.ts';
import { describeError } from '../../../platform/log.ts';
import { updateCitizenUsed } from '../sign-ins.repository.ts';
import { signedInOf } from '../signed-in-citizen.ts';

/**
 * Writes on the account that it is used, with its first page of a day in Brussels: a session that began before midnight
 * counts as well as a sign-in. The session already says whether today was recorded. When the write fails, the page is
 * shown all the same.
 */
export function noteUse({ db, log }: Pick<App, 'db' | 'log'>): RequestHandler {
  return async (req, res, next) => {
    const signedIn = signedInOf(res);
    if (signedIn !== null && !req.session.usedToday) {
      await db
        .transaction((tx) => updateCitizenUsed(tx, signedIn.citizen.id))
        .catch((error: unknown) => log.warn({ error: describeError(error) }, 'use of an account not noted'));
    }
    next();
  };
}
