import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { emailField } from '../../../web/form/email-slip.ts';
import { type ErrorSummary, errorSummary, type PasswordField, type TextField } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm, withError } from '../../../web/form/parse.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import * as ask from '../../credentials/credential-fields.ts';
import { citizenActor, citizenOf } from '../signed-in-citizen.ts';
import { askEmailChange } from './ask-email-change.ts';

const SHOWN = ['email'] as const;
const EmailFields = z.object({ email: ask.emailAddress, currentPassword: ask.currentPassword });

export type EmailPage = {
  title: string;
  present: string;
  summary: ErrorSummary;
  email: TextField;
  currentPassword: PasswordField;
};
const emailView = view<EmailPage>('accounts/email/email');

export const emailPage = (app: Pick<App, 'db' | 'passwords' | 'quotas'>) => ({
  get(_req: Request, res: Response): void {
    show(res, firstForm(res, SHOWN, {}));
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = res.locals.shell;
    const parsed = parseForm(EmailFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(res, parsed.form);
    const actor = citizenActor(res);
    await takeFromQuota(app.quotas.signIn, actor.id);
    const { email, currentPassword: password } = parsed.input;
    const result = await askEmailChange(app, { actor, email, password });
    switch (result.outcome) {
      case 'password-wrong':
        return show(res, withError(parsed.form, 'currentPassword', t('credentials:error.password.wrong')));
      case 'same-address':
        return show(res, withError(parsed.form, 'email', t('accounts:error.email.same')));
      case 'asked':
        return redirectWithNotice(res, { path: at('/account'), notice: 'accounts:notice.email-change-asked' });
    }
  },
});

function show(res: Response, form: Form<'email'>): void {
  const { t } = res.locals.shell;
  const page: EmailPage = {
    title: t('accounts:email.title'),
    present: citizenOf(res).citizen.email,
    summary: errorSummary(form, t),
    email: emailField('email', form, { label: t('accounts:field.newEmail'), t, autocomplete: 'email' }),
    currentPassword: ask.passwordField('currentPassword', t('credentials:field.currentPassword'), {
      form,
      t,
      autocomplete: 'current-password',
      hint: null,
    }),
  };
  emailView.renderForm(res, page, form);
}
