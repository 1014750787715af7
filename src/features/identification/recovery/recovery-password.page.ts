import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { type ErrorSummary, errorSummary, type FormErrors, type PasswordField } from '../../../web/form/fields.ts';
import { fieldsOf, parseForm } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { citizenActor, citizenOf, rememberCitizensBrowser } from '../../accounts/signed-in-citizen.ts';
import * as ask from '../../credentials/credential-fields.ts';
import { newPasswordTwice, withNewPassword } from '../../credentials/new-password.ts';
import { choosePassword } from './choose-password.ts';
import { findRecoveryAuthority } from './recovery-authority.ts';
import { RECOVERY_PATH } from './recovery-path.ts';

const NewPasswordFields = z.object(newPasswordTwice);

export type RecoveryPasswordPage = {
  title: string;
  email: string;
  summary: ErrorSummary;
  password: PasswordField;
  passwordConfirmation: PasswordField;
};
const passwordView = view<RecoveryPasswordPage>('identification/recovery/recovery-password');

type PasswordApp = Pick<App, 'clock' | 'db' | 'passwords' | 'quotas' | 'sealing'>;

/** A new password by the card, for who has forgotten the present one. */
export const recoveryPasswordPage = (app: PasswordApp) => ({
  async get(_req: Request, res: Response): Promise<void> {
    const { id: citizenId, signInId } = citizenActor(res);
    const authority = await findRecoveryAuthority(app, app.db, { citizenId, signInId });
    if (authority !== 'granted') return res.redirect(303, shellOf(res).at(RECOVERY_PATH));
    show(res, { errors: [] });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const schema = withNewPassword(NewPasswordFields, { person: citizenOf(res).citizen });
    const parsed = parseForm(schema, { shown: [], fields: fieldsOf(req), t });
    if (!parsed.ok) return show(res, parsed.form);
    const actor = citizenActor(res);
    await takeFromQuota(app.quotas.signIn, actor.id);
    switch (await choosePassword(app, { actor, password: parsed.input.password })) {
      case 'not-allowed':
        return res.redirect(303, at(RECOVERY_PATH));
      case 'chosen':
        await rememberCitizensBrowser(app, req, actor.id);
        return redirectWithNotice(res, { path: at('/account'), notice: 'accounts:notice.password-changed' });
    }
  },
});

function show(res: Response, form: FormErrors): void {
  const { t } = shellOf(res);
  const page: RecoveryPasswordPage = {
    title: t('identification:recovery.password.title'),
    email: citizenOf(res).citizen.email,
    summary: errorSummary(form, t),
    ...ask.newPasswordFields(form, t),
  };
  passwordView.renderForm(res, page, form);
}
