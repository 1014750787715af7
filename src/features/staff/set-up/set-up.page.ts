import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { type QrCode, qrCodeOf } from '../../../platform/qr-code.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { inGroupsOfFour, secondFactorUri } from '../../../platform/second-factor.ts';
import {
  type ErrorSummary,
  errorSummary,
  type FormErrors,
  type PasswordField,
  type TextField,
} from '../../../web/form/fields.ts';
import { type FieldError, fieldsOf, parseForm } from '../../../web/form/parse.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import type { Translate } from '../../../web/page/texts.ts';
import { view } from '../../../web/page/view.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { linkTokenOf } from '../../../web/pipeline/link-token.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import * as ask from '../../credentials/credential-fields.ts';
import { startStaffSession } from '../signed-in-staff.ts';
import { code, codeField, staffPasswordText } from '../staff-fields.ts';
import { type OfferedSecondFactor, offerSecondFactor, openOfferedSecondFactor } from './offered-second-factor.ts';
import { type SetUpOutcome, setUpStaff } from './set-up-staff.ts';
import { findStaffLink } from './staff-links.repository.ts';

const SetUpFields = z.object({ ...ask.newPasswordTwice, code, offer: z.string().default('') }).check(ask.sameTwice);

export type SetUpForm = {
  email: string;
  summary: ErrorSummary;
  password: PasswordField;
  passwordConfirmation: PasswordField;
  qrCode: QrCode;
  secret: string;
  /** The sealed secret, so that after a mistake the form shows the secret that was already scanned. */
  offer: string;
  code: TextField;
};
export type SetUpPage = {
  title: string;
  /** Null when the link was used, replaced or is too old. */
  form: SetUpForm | null;
};
const setUpView = view<SetUpPage>('staff/set-up/set-up');
type SetUpApp = Pick<App, 'clock' | 'db' | 'passwords' | 'quotas' | 'sealing'>;

/**
 * The page of the operator's link, where one chooses a password and sets up the second factor. Only its form uses up
 * the link, opening it does not.
 */
export const setUpPage = (app: SetUpApp) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, { errors: [] }),

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = res.locals.shell;
    const parsed = parseForm(SetUpFields, { shown: [], fields: fieldsOf(req), t });
    if (!parsed.ok) return show(app, res, parsed.form);
    const client = clientOf(req);
    await takeFromQuota(app.quotas.signIn, `staff set-up ${client.network}`);
    const result = await setUpStaff(app, { ...parsed.input, token: linkTokenOf(req), client });
    switch (result.outcome) {
      case 'link-dead':
        return showDead(res);
      case 'refused':
        return show(app, res, { errors: refusalErrors(result, t) });
      case 'ready':
        await startStaffSession(app, req, result);
        return redirectWithNotice(res, { path: at('/admin'), notice: 'staff:notice.staff-set-up' });
    }
  },
});

type Refused = Extract<SetUpOutcome, { outcome: 'refused' }>;

function refusalErrors({ password, codeIsRight }: Refused, t: Translate): FieldError[] {
  return [
    ...(password === null ? [] : [{ field: 'password', message: staffPasswordText(password, t) }]),
    ...(codeIsRight ? [] : [{ field: 'code', message: t('staff:setUp.error.code') }]),
  ];
}

async function show(app: SetUpApp, res: Response, { errors }: FormErrors): Promise<void> {
  const { req } = res;
  const { t } = res.locals.shell;
  const link = await findStaffLink(app.db, digestOf(linkTokenOf(req)));
  if (link === null) return showDead(res);
  const { secret, sealed } = offerOf(app, req);
  const form = { values: {}, errors };
  const page: SetUpPage = {
    title: t('staff:setUp.title'),
    form: {
      email: link.email,
      summary: errorSummary(form, t),
      ...ask.newPasswordFields(form, t, 'staff:setUp.password.hint'),
      qrCode: qrCodeOf(secondFactorUri(secret, link.email)),
      secret: inGroupsOfFour(secret),
      offer: sealed,
      code: codeField(form, t),
    },
  };
  setUpView.renderForm(res, page, form);
}

/** Returns the offer that was already scanned when the form comes back after a mistake, else a new one. */
function offerOf(app: SetUpApp, req: Request): OfferedSecondFactor {
  const link = digestOf(linkTokenOf(req));
  const sealed = req.method === 'POST' ? (fieldsOf(req)['offer'] ?? '') : '';
  return openOfferedSecondFactor(app, { link, sealed }) ?? offerSecondFactor(app, link);
}

function showDead(res: Response): void {
  setUpView.render(res, { title: res.locals.shell.t('staff:setUp.dead.title'), form: null }, 410);
}
