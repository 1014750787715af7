import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../app.ts';
import { inLanguage, type TextInLanguage } from '../../domain/localized-text.ts';
import { formatReference } from '../../domain/numbers/reference.ts';
import { type ErrorSummary, errorSummary, type FormErrors, type PasswordField } from '../../web/form/fields.ts';
import { fieldsOf, parseForm, withError } from '../../web/form/parse.ts';
import type { SafeHtml } from '../../web/page/html.ts';
import { shellOf } from '../../web/page/locals.ts';
import { namedText } from '../../web/page/named-text.ts';
import { view } from '../../web/page/view.ts';
import { takeFromQuota } from '../../web/pipeline/rate-limit.ts';
import { endSession } from '../../web/session/session.ts';
import { citizenActor } from '../accounts/signed-in-citizen.ts';
import * as ask from '../credentials/credential-fields.ts';
import { listSoleManagerships, type SoleManagership } from '../profiles/members/memberships.repository.ts';
import { listOpenSubmissions, type OpenSubmission } from '../submissions/follow-up/own-submissions.repository.ts';
import { submissionPath } from '../submissions/follow-up/submission-path.ts';
import { closeAccount } from './close-account.ts';

const ClosingFields = z.object({ currentPassword: ask.currentPassword });

export type ClosingPage = {
  title: string;
  summary: ErrorSummary;
  /** The organisations that would lose their last manager. While there is one, the page says so and has no form. */
  soleManagerships: { text: SafeHtml; members: string }[];
  /** The requests that still wait for somebody. While there is one, the page says so and has no form. */
  openSubmissions: { href: string; name: TextInLanguage; reference: string }[];
  currentPassword: PasswordField;
};
const closingView = view<ClosingPage>('own-data/closing');

export const closingPage = (app: Pick<App, 'db' | 'passwords' | 'quotas'>) => ({
  async get(_req: Request, res: Response): Promise<void> {
    const { id } = citizenActor(res);
    const soleManagerships = await listSoleManagerships(app.db, id);
    const openSubmissions = await listOpenSubmissions(app.db, id);
    show(res, { form: { errors: [] }, soleManagerships, openSubmissions });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const parsed = parseForm(ClosingFields, { shown: [], fields: fieldsOf(req), t });
    if (!parsed.ok) return show(res, { form: parsed.form });
    const actor = citizenActor(res);
    await takeFromQuota(app.quotas.signIn, actor.id);
    const result = await closeAccount(app, { actor, password: parsed.input.currentPassword });
    if (result.outcome === 'password-wrong') {
      const form = withError(parsed.form, 'currentPassword', t('credentials:error.password.wrong'));
      return show(res, { form });
    }
    if (result.outcome === 'last-manager') {
      return show(res, { form: parsed.form, soleManagerships: result.organisations });
    }
    if (result.outcome === 'open-submissions') {
      return show(res, { form: parsed.form, openSubmissions: result.submissions });
    }
    await endSession(req, res, 'citizen');
    res.redirect(303, `${at('/sign-in')}?left=closed`);
  },
});

type Shown = {
  form: FormErrors;
  soleManagerships?: readonly SoleManagership[];
  openSubmissions?: readonly OpenSubmission[];
};

/** A form that meets an obstacle is refused too, as nothing was closed. */
function show(res: Response, { form, soleManagerships = [], openSubmissions = [] }: Shown): void {
  const { t, at, language } = shellOf(res);
  const page: ClosingPage = {
    title: t('accounts:links.closing.title'),
    summary: errorSummary(form, t),
    soleManagerships: soleManagerships.map(({ enterpriseNumber, name }) => ({
      text: namedText(t, 'own-data:closing.lastManager.members', { name }),
      members: at(`/profiles/${enterpriseNumber}/members`),
    })),
    openSubmissions: openSubmissions.map(({ reference, name }) => ({
      href: at(submissionPath(reference)),
      name: inLanguage(name, language),
      reference: formatReference(reference),
    })),
    currentPassword: ask.passwordField('currentPassword', t('credentials:field.currentPassword'), {
      form,
      t,
      autocomplete: 'current-password',
      hint: null,
    }),
  };
  const obstacles = soleManagerships.length + openSubmissions.length;
  closingView.renderForm(res, page, { ...form, refused: res.req.method === 'POST' && obstacles > 0 });
}
