import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { type ErrorSummary, errorSummary, type FormErrors, type PasswordField } from '../../../web/form/fields.ts';
import { fieldsOf, parseForm } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { linkTokenOf } from '../../../web/pipeline/link-token.ts';
import { ownPath } from '../../../web/pipeline/own-path.ts';
import * as ask from '../../credentials/credential-fields.ts';
import { newPasswordTwice, withNewPassword } from '../../credentials/new-password.ts';
import { startCitizenSession } from '../signed-in-citizen.ts';
import { findResetting, type Resetting, resetPassword } from './reset-password.ts';

const NewPasswordFields = z.object(newPasswordTwice);

export type NewPasswordPage = {
  title: string;
  /** Null when the link was used, replaced or is too old. */
  form: { email: string; summary: ErrorSummary; password: PasswordField; passwordConfirmation: PasswordField } | null;
};
const newPasswordView = view<NewPasswordPage>('accounts/password/new-password');

type NewPasswordApp = Pick<App, 'clock' | 'config' | 'db' | 'passwords' | 'sealing'>;

/** The page of the link in the mail. Only its form uses up the link, opening it does not. */
export const newPasswordPage = (app: NewPasswordApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const resetting = await findResetting(app.db, linkTokenOf(req));
    if (resetting === null) return showDead(res);
    show(res, resetting, { errors: [] });
  },

  async post(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const token = linkTokenOf(req);
    const resetting = await findResetting(app.db, token);
    if (resetting === null) return showDead(res);
    const { citizen } = resetting;
    const schema = withNewPassword(NewPasswordFields, { person: citizen });
    const parsed = parseForm(schema, { shown: [], fields: fieldsOf(req), t: shell.t });
    if (!parsed.ok) return show(res, resetting, parsed.form);
    const { password } = parsed.input;
    const result = await resetPassword(app, { token, citizen, password, client: clientOf(req) });
    switch (result.outcome) {
      case 'link-dead':
        return showDead(res);
      case 'reset': {
        const next = ownPath(req.query['next'], app.config.publicOrigin);
        await startCitizenSession(app, req, { citizenId: result.citizen.id, signInId: result.signInId });
        return redirectWithNotice(res, {
          path: next ?? shell.at('/my-space'),
          notice: 'accounts:notice.password-changed',
        });
      }
    }
  },
});

function show(res: Response, { sentTo }: Resetting, form: FormErrors): void {
  const { t } = shellOf(res);
  const page: NewPasswordPage = {
    title: t('accounts:newPassword.title'),
    form: {
      email: sentTo,
      summary: errorSummary(form, t),
      ...ask.newPasswordFields(form, t),
    },
  };
  newPasswordView.renderForm(res, page, form);
}

function showDead(res: Response): void {
  newPasswordView.render(res, { title: shellOf(res).t('accounts:newPassword.dead.title'), form: null }, 410);
}
