import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { type ErrorSummary, errorSummary, type FormErrors, type PasswordField } from '../../../web/form/fields.ts';
import { fieldsOf, parseForm, withError } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import * as ask from '../../credentials/credential-fields.ts';
import { newPasswordTwice, withNewPassword } from '../../credentials/new-password.ts';
import { ownCardRecovery } from '../card-recovery.ts';
import { citizenActor, citizenOf, rememberCitizensBrowser } from '../signed-in-citizen.ts';
import { changePassword } from './change-password.ts';

const PasswordFields = z.object({ currentPassword: ask.currentPassword, ...newPasswordTwice });

export type PasswordPage = {
  title: string;
  email: string;
  summary: ErrorSummary;
  currentPassword: PasswordField;
  password: PasswordField;
  passwordConfirmation: PasswordField;
  /** The way by the card, for a forgotten password; null where the portal knows no FAS. */
  recovery: OwnPath | null;
};
const passwordView = view<PasswordPage>('accounts/password/password');

type PasswordApp = Pick<App, 'config' | 'db' | 'passwords' | 'quotas' | 'sealing'>;

export const passwordPage = (app: PasswordApp) => ({
  get(_req: Request, res: Response): void {
    show(app, res, { errors: [] });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const fields = withNewPassword(PasswordFields, { person: citizenOf(res).citizen });
    const parsed = parseForm(fields, { shown: [], fields: fieldsOf(req), t });
    const { form } = parsed;
    if (!parsed.ok) return show(app, res, form);
    const actor = citizenActor(res);
    await takeFromQuota(app.quotas.signIn, actor.id);
    switch (await changePassword(app, { ...parsed.input, actor })) {
      case 'current-wrong':
        return show(app, res, withError(form, 'currentPassword', t('credentials:error.password.wrong')));
      case 'changed':
        await rememberCitizensBrowser(app, req, actor.id);
        return redirectWithNotice(res, { path: at('/account'), notice: 'accounts:notice.password-changed' });
    }
  },
});

function show(app: PasswordApp, res: Response, form: FormErrors): void {
  const { t, at } = shellOf(res);
  const page: PasswordPage = {
    title: t('accounts:password.title'),
    email: citizenOf(res).citizen.email,
    summary: errorSummary(form, t),
    currentPassword: ask.passwordField('currentPassword', t('credentials:field.currentPassword'), {
      form,
      t,
      autocomplete: 'current-password',
      hint: null,
    }),
    ...ask.newPasswordFields(form, t),
    recovery: ownCardRecovery(app, at, 'password'),
  };
  passwordView.renderForm(res, page, form);
}
