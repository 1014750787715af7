import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { emailField } from '../../../web/form/email-slip.ts';
import { type ErrorSummary, errorSummary, type TextField } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm, withError } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { citizenActor, citizenOf } from '../../accounts/signed-in-citizen.ts';
import { emailAddress } from '../../credentials/credential-fields.ts';
import { askNewAddress } from './ask-new-address.ts';
import { findRecoveryAuthority } from './recovery-authority.ts';
import { RECOVERY_PATH } from './recovery-path.ts';

const SHOWN = ['email'] as const;
const AddressFields = z.object({ email: emailAddress });

export type RecoveryEmailPage = { title: string; present: string; summary: ErrorSummary; email: TextField };
const emailView = view<RecoveryEmailPage>('identification/recovery/recovery-email');

/** Another address by the card, for who no longer reads the present one. */
export const recoveryEmailPage = (app: Pick<App, 'clock' | 'db' | 'quotas'>) => ({
  async get(_req: Request, res: Response): Promise<void> {
    const { id: citizenId, signInId } = citizenActor(res);
    const authority = await findRecoveryAuthority(app, app.db, { citizenId, signInId });
    if (authority !== 'granted') return res.redirect(303, shellOf(res).at(RECOVERY_PATH));
    show(res, firstForm(res, SHOWN, {}));
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const parsed = parseForm(AddressFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(res, parsed.form);
    const actor = citizenActor(res);
    await takeFromQuota(app.quotas.signIn, actor.id);
    switch (await askNewAddress(app, { actor, email: parsed.input.email })) {
      case 'not-allowed':
        return res.redirect(303, at(RECOVERY_PATH));
      case 'same-address':
        return show(res, withError(parsed.form, 'email', t('accounts:error.email.same')));
      case 'asked':
        return redirectWithNotice(res, { path: at('/account'), notice: 'accounts:notice.email-change-asked' });
    }
  },
});

function show(res: Response, form: Form<'email'>): void {
  const { t } = shellOf(res);
  const page: RecoveryEmailPage = {
    title: t('identification:recovery.email.title'),
    present: citizenOf(res).citizen.email,
    summary: errorSummary(form, t),
    email: emailField('email', form, { label: t('accounts:field.newEmail'), t, autocomplete: 'email' }),
  };
  emailView.renderForm(res, page, form);
}
