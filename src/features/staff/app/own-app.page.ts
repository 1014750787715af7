import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { qrCodeOf } from '../../../platform/qr-code.ts';
import { inGroupsOfFour, secondFactorUri } from '../../../platform/second-factor.ts';
import { type ErrorSummary, errorSummary, type FormErrors, type TextField } from '../../../web/form/fields.ts';
import { fieldsOf, parseForm, withError } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { QrPicture } from '../../../web/page/qr-picture.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { ownActor } from '../account/own-actor.ts';
import { offerSecondFactor, openOfferedSecondFactor } from '../set-up/offered-second-factor.ts';
import { startStaffSession } from '../sign-in/start-staff-session.ts';
import { staffOf } from '../signed-in-staff.ts';
import { code, codeField } from '../staff-fields.ts';
import { appOfferedTo, changeOwnApp } from './change-own-app.ts';

const AppFields = z.object({ code, offer: z.string().default('') });

export type OwnAppPage = {
  title: string;
  summary: ErrorSummary;
  qrCode: QrPicture;
  secret: string;
  /** The sealed secret, so that after a mistake the form shows the secret that was already scanned. */
  offer: string;
  code: TextField;
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
  const { t, commune } = shellOf(res);
  const { id, email } = staffOf(res);
  const link = appOfferedTo(id);
  const sent = res.req.method === 'POST' ? (fieldsOf(res.req)['offer'] ?? '') : '';
  const { secret, sealed } = openOfferedSecondFactor(app, { link, sealed: sent }) ?? offerSecondFactor(app, link);
  const page: OwnAppPage = {
    title: t('staff:app.title'),
    summary: errorSummary(form, t),
    qrCode: {
      ...qrCodeOf(secondFactorUri(secret, { site: commune.names[0] ?? '', account: email })),
      label: t('staff:setUp.qrCode'),
    },
    secret: inGroupsOfFour(secret),
    offer: sealed,
    code: codeField(form, t),
  };
  appView.renderForm(res, page, form);
}
