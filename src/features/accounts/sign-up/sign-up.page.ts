import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { App } from '../../../app.ts';
import { emailField } from '../../../web/form/email-slip.ts';
import {
  type ErrorSummary,
  errorSummary,
  type PasswordField,
  type TextField,
  textField,
} from '../../../web/form/fields.ts';
import { emptyForm, type Fields, type Form, fieldsOf, parseForm, withError } from '../../../web/form/parse.ts';
import { formatTime } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { type OwnPath, ownPath, withNext } from '../../../web/pipeline/own-path.ts';
import { refuseUntil } from '../../../web/pipeline/rate-limit.ts';
import * as ask from '../../credentials/credential-fields.ts';
import { answeredCaptcha } from '../captcha/answered-captcha.ts';
import { type CaptchaBlock, captchaBlock } from '../captcha/captcha-block.ts';
import type { Errand, FindErrand } from '../errand.ts';
import { signedInOf, startCitizenSession } from '../signed-in-citizen.ts';
import { signUp } from './sign-up.ts';
import { SHOWN, SignUpFields } from './sign-up-fields.ts';
import { takeSignUp } from './take-sign-up.ts';

/** `emailTaken` shows the links to sign-in for the account that has the address. */
type SignUpForm = Form<(typeof SHOWN)[number]> & { errand: Errand | null; emailTaken?: boolean };

export type SignUpPage = {
  title: string;
  errand: string | null;
  next: string;
  signIn: OwnPath;
  reset: OwnPath;
  emailTaken: boolean;
  summary: ErrorSummary;
  firstName: TextField;
  lastName: TextField;
  email: TextField;
  password: PasswordField;
  passwordConfirmation: PasswordField;
  captcha: CaptchaBlock;
};
const signUpView = view<SignUpPage>('accounts/sign-up/sign-up');

type SignUpParts = 'clock' | 'config' | 'db' | 'log' | 'metrics' | 'passwords' | 'quotas' | 'sealing';
type SignUpApp = Pick<App, SignUpParts> & { findErrand: FindErrand };

export const signUpPage = (app: SignUpApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const next = ownPath(req.query['next'], app.config.publicOrigin);
    if (signedInOf(res) !== null) return res.redirect(303, next ?? shellOf(res).at('/my-space'));
    const errand = await app.findErrand(next ?? '', shellOf(res).t);
    show(app, res, { ...emptyForm(SHOWN, { next: next ?? '', email: errand?.email ?? '' }), errand });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { fields, next, errand } = await asked(app, req, res);
    // The button with the green arrows, without JavaScript: shows another picture, keeps what was typed and validates
    // nothing.
    if ('refreshCaptcha' in fields) return show(app, res, { ...emptyForm(SHOWN, fields), errand });
    const { t } = shellOf(res);
    const parsed = parseForm(SignUpFields, { shown: SHOWN, fields, t });
    const form = { ...parsed.form, errand };
    if (!parsed.ok) return show(app, res, form);
    const client = clientOf(req);
    const answer = await answeredCaptcha(app, parsed.input, client);
    if (answer.outcome === 'wrong') {
      refuseUntil(answer.wait);
      return show(app, res, { ...withError(form, 'captcha', t(answer.reason)), errand });
    }
    const wait = await takeSignUp(app, client.network);
    if (wait > 0) return showTooMany(app, res, { form, wait });
    await openAccount(app, res, { form, typed: parsed.input, captchaId: answer.captcha.id, next });
  },
});

type Judged = { form: SignUpForm; typed: z.output<typeof SignUpFields>; captchaId: string; next: OwnPath | null };

/** Opens the account and signs in, unless somebody has its address. */
async function openAccount(app: SignUpApp, res: Response, { form, typed, captchaId, next }: Judged): Promise<void> {
  const { t, at, language } = shellOf(res);
  const { errand } = form;
  const from = { client: clientOf(res.req), provenEmail: errand?.email ?? null, next: form.values.next };
  const result = await signUp(app, { ...typed, captchaId, language, ...from });
  switch (result.outcome) {
    case 'created':
      await startCitizenSession(app, res.req, { citizenId: result.citizen.id, signInId: result.signInId });
      return res.redirect(303, next ?? at('/my-space'));
    case 'email-taken': {
      const taken = withError(form, 'email', t('accounts:error.email.taken'));
      return show(app, res, { ...taken, errand, emailTaken: true });
    }
    case 'captcha-spent':
      return show(app, res, { ...withError(form, 'captcha', t('accounts:error.captcha.spent')), errand });
  }
}

/** Returns what was sent, and where its sender was going: an address of ours, or nowhere. */
async function asked(app: SignUpApp, req: Request, res: Response) {
  const typed = fieldsOf(req);
  const next = ownPath(typed['next'], app.config.publicOrigin);
  const errand = await app.findErrand(next ?? '', shellOf(res).t);
  const fields: Fields = { ...typed, next: next ?? '' };
  return { fields, next, errand };
}

/** Many people may share one network, so what was typed is kept (less the passwords) and the hour is given. */
function showTooMany(app: SignUpApp, res: Response, { form, wait }: { form: SignUpForm; wait: number }): void {
  const { t, language } = shellOf(res);
  const time = formatTime(new Date(app.clock.now().getTime() + wait * 1_000), language);
  res.setHeader('Retry-After', wait);
  const refusal = withError(form, 'captcha', t('accounts:error.signUp.tooMany', { time }));
  signUpView.renderForm(res, pageOf(app, res, { ...refusal, errand: form.errand }), { tooMany: true });
}

function show(app: SignUpApp, res: Response, form: SignUpForm): void {
  signUpView.renderForm(res, pageOf(app, res, form), form);
}

function pageOf(app: SignUpApp, res: Response, form: SignUpForm): SignUpPage {
  const shell = shellOf(res);
  const { t, at } = shell;
  const { next } = form.values;
  return {
    title: t('accounts:signUp.title'),
    errand: form.errand?.text ?? null,
    next,
    signIn: withNext(at('/sign-in'), next),
    reset: withNext(at('/password-reset'), next),
    emailTaken: form.emailTaken ?? false,
    summary: errorSummary(form, t),
    firstName: textField('firstName', form, { label: t('accounts:field.firstName'), autocomplete: 'given-name' }),
    lastName: textField('lastName', form, { label: t('accounts:field.lastName'), autocomplete: 'family-name' }),
    email: emailField('email', form, { label: t('web:word.email'), t, autocomplete: 'email' }),
    ...ask.newPasswordFields(form, t),
    captcha: captchaBlock(app, shell, form),
  };
}
