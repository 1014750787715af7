import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { type ErrorSummary, errorSummary, type FormErrors } from '../../../web/form/fields.ts';
import { fieldsOf, parseForm, withError } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { ownActor } from '../account/own-actor.ts';
import { type OfferedApp, offeredAppFields } from '../set-up/offered-app.ts';
import { offerSecondFactor, openOfferedSecondFactor } from '../set-up/offered-second-factor.ts';
import { startStaffSession } from '../sign-in/start-staff-session.ts';
import { staffOf } from '../signed-in-staff.ts';
import { code } from '../staff-fields.ts';
import { appOfferedTo, changeOwnApp } from './change-own-app.ts';

const AppFields = z.object({ code, offer: z.string().default('') });

export type OwnAppPage = OfferedApp & {
  title: string;
  summary: ErrorSummary;
};
const appView = view<OwnAppPage>('staff/app/own-app');
type OwnAppApp = Pick<App, 'clock' | 'db' | 'quotas' | 'sealing'>;

/** Sets an app up on a new telephone, while the old one still works or a passkey does. */
export const ownAppPage = (app: OwnAppApp) => ({
  get(_req: Request, res: Response): void {
    show(app, res, { errors: [] });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const parsed = parseForm(AppFields, { shown: [], fields: fieldsOf(req), t });
    if (!parsed.ok) return show(app, res, parsed.form);
    const actor = ownActor(res);
    await takeFromQuota(app.quotas.signIn, `staff app ${actor.id}`);
    const epoch = await changeOwnApp(app, { ...parsed.input, actor });
    if (epoch === null) return show(app, res, withError(parsed.form, 'code', t('staff:setUp.error.code')));
    await startStaffSession(app, req, { ...actor, epoch });
    redirectWithNotice(res, { path: at('/admin/account'), notice: 'staff:notice.app-changed' });
  },
});

function show(app: OwnAppApp, res: Response, form: FormErrors): void {
  const shell = shellOf(res);
  const { id, email } = staffOf(res);
  const link = appOfferedTo(id);
  const sent = res.req.method === 'POST' ? (fieldsOf(res.req)['offer'] ?? '') : '';
  const offered = openOfferedSecondFactor(app, { link, sealed: sent }) ?? offerSecondFactor(app, link);
  const page: OwnAppPage = {
    title: shell.t('staff:app.title'),
    summary: errorSummary(form, shell.t),
    ...offeredAppFields({ account: email, offered, form }, shell),
  };
  appView.renderForm(res, page, form);
}
