import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { type ErrorSummary, errorSummary, type TextField } from '../../../web/form/fields.ts';
import { emptyForm, type Form, fieldsOf, parseForm } from '../../../web/form/parse.ts';
import { type Help, help } from '../../../web/page/help.ts';
import type { SafeHtml } from '../../../web/page/html.ts';
import { loadLongText } from '../../../web/page/long-texts.ts';
import { view } from '../../../web/page/view.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { emailAddress, usernameField } from '../../credentials/credential-fields.ts';
import { askPasswordReset } from './ask-password-reset.ts';

const SHOWN = ['email'] as const;
const ResetFields = z.object({ email: emailAddress });

export type PasswordResetPage = {
  title: string;
  sent: boolean;
  summary: ErrorSummary;
  email: TextField;
  tutorial: SafeHtml;
  help: Help;
};
const resetView = view<PasswordResetPage>('accounts/password/password-reset');
const tutorial = loadLongText('password-tutorial');

type ResetApp = Pick<App, 'db' | 'quotas'>;

/** The same answer, in the same time, for a known and an unknown address: the look-up happens in the job. */
export const passwordResetPage = (app: ResetApp) => ({
  get(_req: Request, res: Response): void {
    show(res, emptyForm(SHOWN), { sent: false });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { language, t } = res.locals.shell;
    const parsed = parseForm(ResetFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(res, parsed.form, { sent: false });
    await takeFromQuota(app.quotas.passwordReset, clientOf(req).network);
    await askPasswordReset(app, { email: parsed.input.email, language });
    show(res, parsed.form, { sent: true });
  },
});

function show(res: Response, form: Form<'email'>, { sent }: { sent: boolean }): void {
  const { language, t } = res.locals.shell;
  const page: PasswordResetPage = {
    title: t(sent ? 'accounts:reset.sent.title' : 'accounts:reset.title'),
    sent,
    summary: errorSummary(form, t),
    email: usernameField(form, t),
    tutorial: tutorial[language].introduction,
    help: help(t),
  };
  resetView.renderForm(res, page, form);
}
