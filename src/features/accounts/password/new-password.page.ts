import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { type ErrorSummary, errorSummary, type FormErrors, type PasswordField } from '../../../web/form/fields.ts';
import { fieldsOf, parseForm, withError } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { linkTokenOf } from '../../../web/pipeline/link-token.ts';
import { ownPath } from '../../../web/pipeline/own-path.ts';
import * as ask from '../../credentials/credential-fields.ts';
import { findAccountLink } from '../account-links.repository.ts';
import { startCitizenSession } from '../signed-in-citizen.ts';
import { resetPassword } from './reset-password.ts';

const NewPasswordFields = z.object(ask.newPasswordTwice).check(ask.sameTwice);

export type NewPasswordPage = {
  title: string;
  /** Null when the link was used, replaced or is too old. */
  form: { email: string; summary: ErrorSummary; password: PasswordField; passwordConfirmation: PasswordField } | null;
};
const newPasswordView = view<NewPasswordPage>('accounts/password/new-password');

type NewPasswordApp = Pick<App, 'clock' | 'config' | 'db' | 'passwords' | 'sealing'>;

/** The page of the link in the mail. Only its form uses up the link, opening it does not. */
export const newPasswordPage = (app: NewPasswordApp) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, { errors: [] }),

  async post(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const parsed = parseForm(NewPasswordFields, { shown: [], fields: fieldsOf(req), t: shell.t });
    if (!parsed.ok) return show(app, res, parsed.form);
    const { password } = parsed.input;
    const result = await resetPassword(app, { token: linkTokenOf(req), password, client: clientOf(req) });
    switch (result.outcome) {
      case 'link-dead':
        return showDead(res);
      case 'password-refused':
        return show(app, res, withError(parsed.form, 'password', ask.passwordProblemText(result.problem, shell.t)));
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

async function show(app: NewPasswordApp, res: Response, form: FormErrors): Promise<void> {
  const { t } = shellOf(res);
  const link = await findAccountLink(app.db, { purpose: 'reset-password', digest: digestOf(linkTokenOf(res.req)) });
  if (link === null) return showDead(res);
  const page: NewPasswordPage = {
    title: t('accounts:newPassword.title'),
    form: {
      email: link.email,
      summary: errorSummary(form, t),
      ...ask.newPasswordFields(form, t),
    },
  };
  newPasswordView.renderForm(res, page, form);
}

function showDead(res: Response): void {
  newPasswordView.render(res, { title: shellOf(res).t('accounts:newPassword.dead.title'), form: null }, 410);
}
