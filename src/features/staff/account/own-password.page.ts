import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { type ErrorSummary, errorSummary, type FormErrors, type PasswordField } from '../../../web/form/fields.ts';
import { fieldsOf, parseForm, withError } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import * as ask from '../../credentials/credential-fields.ts';
import { newPasswordTwice, withNewPassword } from '../../credentials/new-password.ts';
import { startStaffSession } from '../sign-in/start-staff-session.ts';
import { staffOf } from '../signed-in-staff.ts';
import { staffPasswordLength } from '../staff-fields.ts';
import { changeOwnPassword } from './change-own-password.ts';
import { ownActor } from './own-actor.ts';

const PasswordFields = z.object({ currentPassword: ask.currentPassword, ...newPasswordTwice });

export type OwnPasswordPage = {
  title: string;
  email: string;
  summary: ErrorSummary;
  currentPassword: PasswordField;
  password: PasswordField;
  passwordConfirmation: PasswordField;
};
const passwordView = view<OwnPasswordPage>('staff/account/own-password');

export const ownPasswordPage = (app: Pick<App, 'clock' | 'db' | 'passwords' | 'quotas' | 'sealing'>) => ({
  get(_req: Request, res: Response): void {
    show(res, { errors: [] });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const schema = withNewPassword(PasswordFields, { person: staffOf(res), length: staffPasswordLength });
    const parsed = parseForm(schema, { shown: [], fields: fieldsOf(req), t });
    const { form } = parsed;
    if (!parsed.ok) return show(res, form);
    const actor = ownActor(res);
    await takeFromQuota(app.quotas.signIn, `staff password ${actor.id}`);
    const result = await changeOwnPassword(app, { ...parsed.input, actor });
    switch (result.outcome) {
      case 'current-wrong':
        return show(res, withError(form, 'currentPassword', t('credentials:error.password.wrong')));
      case 'changed':
        await startStaffSession(app, req, { ...actor, epoch: result.epoch });
        return redirectWithNotice(res, { path: at('/admin/account'), notice: 'staff:notice.password-changed' });
    }
  },
});

function show(res: Response, form: FormErrors): void {
  const { t } = shellOf(res);
  const current = { form, t, autocomplete: 'current-password', hint: null } as const;
  const page: OwnPasswordPage = {
    title: t('staff:ownPassword.title'),
    email: staffOf(res).email,
    summary: errorSummary(form, t),
    currentPassword: ask.passwordField('currentPassword', t('credentials:field.currentPassword'), current),
    ...ask.newPasswordFields(form, t, 'staff:setUp.password.hint'),
  };
  passwordView.renderForm(res, page, form);
}
