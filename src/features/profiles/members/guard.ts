import type { ErrorRequestHandler } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { RowId } from '../../../web/form/row-id.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { citizenOf } from '../../accounts/signed-in-citizen.ts';
import { numberOf } from '../profile-pages.ts';
import { findEndedMember } from './membership-ends.repository.ts';
import { findMembership } from './memberships.repository.ts';

/**
 * Leads a second press of the button that ends a membership to where the first has led: there is nothing to end any more.
 * It asks Postgres only when no membership was found.
 */
export function leadFromEnded({ db }: Pick<App, 'db'>): ErrorRequestHandler {
  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters
  return async (error, req, res, next) => {
    const id = RowId.safeParse(req.params['membership']);
    if (!(error instanceof NotFound) || req.method !== 'POST' || !id.success) return next(error);
    const enterpriseNumber = numberOf(req);
    const { id: citizenId } = citizenOf(res).citizen;
    const ended = await findEndedMember(db, { id: id.data, enterpriseNumber });
    const own = await findMembership(db, { enterpriseNumber, citizenId });
    if (ended === null || (ended !== citizenId && own?.role !== 'manager')) return next(error);
    const path = shellOf(res).at(own === null ? '/my-space' : `/profiles/${enterpriseNumber}/members`);
    redirectWithNotice(res, { path, notice: 'profiles:notice.membership-ended' });
  };
}
