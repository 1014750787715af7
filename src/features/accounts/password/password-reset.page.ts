import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { type ErrorSummary, errorSummary, type TextField } from '../../../web/form/fields.ts';
import { emptyForm, type Fields, type Form, fieldsOf, parseForm } from '../../../web/form/parse.ts';
import type { SafeHtml } from '../../../web/page/html.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { type LongText, loadLongText } from '../../../web/page/long-texts.ts';
import { view } from '../../../web/page/view.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { type OwnPath, ownPath, withNext } from '../../../web/pipeline/own-path.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { accountAddress, usernameField } from '../../credentials/credential-fields.ts';
import { cardRecovery } from '../card-recovery.ts';
import { askPasswordReset } from './ask-password-reset.ts';

const SHOWN = ['email', 'next'] as const;
const ResetFields = z.object({ email: accountAddress });

export type PasswordResetPage = {
  title: string;
  sent: boolean;
  next: string;
  signIn: OwnPath;
  again: OwnPath;
  /** Null where the portal knows no FAS. */
  recovery: OwnPath | null;
  summary: ErrorSummary;
  email: TextField;
  tutorial: SafeHtml;
};
const resetView = view<PasswordResetPage>('accounts/password/password-reset');

type ResetApp = Pick<App, 'commune' | 'config' | 'db' | 'quotas'>;

/**
 * Gives the same answer, in the same time, for known and unknown addresses, as the account is only looked up in the
 * job.
 */
export const passwordResetPage = (app: ResetApp) => {
  const tutorial = loadLongText('password-tutorial', app.commune);
  const byCard = app.config.fas !== null;
  return {
    get(req: Request, res: Response): void {
      const next = ownPath(req.query['next'], app.config.publicOrigin) ?? '';
      show(res, emptyForm(SHOWN, { next }), { sent: false, tutorial: tutorial(shellOf(res).language), byCard });
    },

    async post(req: Request, res: Response): Promise<void> {
      const { language, t } = shellOf(res);
      const parsed = parseForm(ResetFields, { shown: SHOWN, fields: sent(app, req), t });
      if (!parsed.ok) return show(res, parsed.form, { sent: false, tutorial: tutorial(shellOf(res).language), byCard });
      await takeFromQuota(app.quotas.passwordReset, clientOf(req).network);
      await askPasswordReset(app, { email: parsed.input.email, language, next: parsed.form.values.next });
      show(res, parsed.form, { sent: true, tutorial: tutorial(language), byCard });
    },
  };
};

/** Returns the fields with the path that the sender wanted to open; it is empty if it is not of the portal. */
function sent(app: ResetApp, req: Request): Fields {
  const fields = fieldsOf(req);
  return { ...fields, next: ownPath(fields['next'], app.config.publicOrigin) ?? '' };
}

type Shown = { sent: boolean; byCard: boolean; tutorial: LongText };

function show(res: Response, form: Form<(typeof SHOWN)[number]>, { sent, byCard, tutorial }: Shown): void {
  const { t, at } = shellOf(res);
  const { next } = form.values;
  const page: PasswordResetPage = {
    title: t(sent ? 'accounts:reset.sent.title' : 'accounts:reset.title'),
    sent,
    next,
    signIn: withNext(at('/sign-in'), next),
    again: withNext(at('/password-reset'), next),
    recovery: byCard ? cardRecovery(at) : null,
    summary: errorSummary(form, t),
    email: usernameField(form, t),
    tutorial: tutorial.introduction,
  };
  resetView.renderForm(res, page, form);
}
