import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../app.ts';
import { type ErrorSummary, errorSummary, type FormErrors, type PasswordField } from '../../web/form/fields.ts';
import { fieldsOf, parseForm, withError } from '../../web/form/parse.ts';
import { view } from '../../web/page/view.ts';
import { takeFromQuota } from '../../web/pipeline/rate-limit.ts';
import { endSession } from '../../web/session/session.ts';
import { citizenActor } from '../accounts/signed-in-citizen.ts';
import * as ask from '../credentials/credential-fields.ts';
import { closeAccount } from './close-account.ts';

const ClosingFields = z.object({ currentPassword: ask.currentPassword });

export type ClosingPage = { title: string; summary: ErrorSummary; currentPassword: PasswordField };
const closingView = view<ClosingPage>('own-data/closing');

export const closingPage = (app: Pick<App, 'db' | 'passwords' | 'quotas'>) => ({
  get(_req: Request, res: Response): void {
    show(res, { errors: [] });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = res.locals.shell;
    const parsed = parseForm(ClosingFields, { shown: [], fields: fieldsOf(req), t });
    if (!parsed.ok) return show(res, parsed.form);
    const actor = citizenActor(res);
    await takeFromQuota(app.quotas.signIn, actor.id);
    const result = await closeAccount(app, { actor, password: parsed.input.currentPassword });
    const refusal =
      result.outcome === 'password-wrong'
        ? t('credentials:error.password.wrong')
        : result.outcome === 'last-manager' && t('own-data:closing.lastManager', { names: result.names.join(', ') });
    if (refusal) return show(res, withError(parsed.form, 'currentPassword', refusal));
    await endSession(req, res, 'citizen');
    res.redirect(303, `${at('/sign-in')}?left=closed`);
  },
});

function show(res: Response, form: FormErrors): void {
  const { t } = res.locals.shell;
  const page: ClosingPage = {
    title: t('own-data:closing.title'),
    summary: errorSummary(form, t),
    currentPassword: ask.passwordField('currentPassword', t('credentials:field.currentPassword'), {
      form,
      t,
      autocomplete: 'current-password',
      hint: null,
    }),
  };
  closingView.renderForm(res, page, form);
}
