import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { emailField } from '../../../web/form/email-slip.ts';
import { type ErrorSummary, errorSummary, type PasswordField, type TextField } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm, withError } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import * as ask from '../../credentials/credential-fields.ts';
import { ownCardRecovery } from '../card-recovery.ts';
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
  /** The way by the card, for a forgotten password or a lost mailbox; null where the portal knows no FAS. */
  recovery: OwnPath | null;
};
const emailView = view<EmailPage>('accounts/email/email');

type EmailApp = Pick<App, 'config' | 'db' | 'passwords' | 'quotas'>;

export const emailPage = (app: EmailApp) => ({
  get(_req: Request, res: Response): void {
    show(app, res, firstForm(res, SHOWN, {}));
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const parsed = parseForm(EmailFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(app, res, parsed.form);
    const actor = citizenActor(res);
    await takeFromQuota(app.quotas.signIn, actor.id);
    const { email, currentPassword: password } = parsed.input;
    const result = await askEmailChange(app, { actor, email, password });
    switch (result.outcome) {
      case 'password-wrong':
        return show(app, res, withError(parsed.form, 'currentPassword', t('credentials:error.password.wrong')));
      case 'same-address':
        return show(app, res, withError(parsed.form, 'email', t('accounts:error.email.same')));
      case 'asked':
        return redirectWithNotice(res, { path: at('/account'), notice: 'accounts:notice.email-change-asked' });
    }
  },
});

function show(app: EmailApp, res: Response, form: Form<'email'>): void {
  const { t, at } = shellOf(res);
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
    recovery: ownCardRecovery(app, at, 'email'),
  };
  emailView.renderForm(res, page, form);
}
