import type { Response } from 'express';
import { type ErrorSummary, errorSummary, type PasswordField, type TextField } from '../../../web/form/fields.ts';
import { emptyForm, type FieldError, type Form } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import { type OwnPath, withNext } from '../../../web/pipeline/own-path.ts';
import { signInFields } from '../../credentials/credential-fields.ts';
import { cardRecovery } from '../card-recovery.ts';
import type { Errand } from '../errand.ts';

export const SIGN_IN_SHOWN = ['email', 'next', 'interrupted'] as const;
export type SignInForm = Form<(typeof SIGN_IN_SHOWN)[number]>;
export type SignInPage = {
  title: string;
  notice: string | null;
  errand: string | null;
  signUp: OwnPath;
  reset: OwnPath;
  /** Null where the portal knows no FAS. */
  card: OwnPath | null;
  /** The page that gives a new password or address by the card; null where the portal knows no FAS. */
  recovery: OwnPath | null;
  next: string;
  interrupted: string;
  summary: ErrorSummary;
  refused: boolean;
  email: TextField;
  password: PasswordField;
};
const signInView = view<SignInPage>('accounts/sign-in/sign-in');

/** The values that `?left=` may have in the address. */
export const LEFT = ['signed-out', 'closed', 'no-cookies', 'no-cookies-created'] as const;
type SignInNotice = (typeof LEFT)[number] | 'expired' | 'ended' | 'suspended';
type SignInShown = {
  interrupted: string;
  next: string;
  notice: SignInNotice | null;
  errand?: Errand | null;
  /** True where the portal knows FAS. */
  byCard?: boolean;
  errors?: readonly FieldError[];
  /** True when the address and the password do not go together: nothing says which of the two is wrong. */
  refused?: boolean;
  email?: string;
};

/** Shows the sign-in page, also in the place of a page whose session has ended. */
export function showSignIn(res: Response, shown: SignInShown, status: 401 | null = null): void {
  const { t, at } = shellOf(res);
  const { errand = null } = shown;
  const email = shown.email ?? errand?.email ?? '';
  const { refused = false } = shown;
  const wrong = refused ? [{ field: 'email', message: t('accounts:signIn.refused') }] : [];
  const form = { ...emptyForm(SIGN_IN_SHOWN, { email }), errors: [...(shown.errors ?? []), ...wrong] };
  const fields = signInFields(form, t);
  const page: SignInPage = {
    title: t('web:word.signIn'),
    notice: shown.notice === null ? null : t(`accounts:signIn.notice.${shown.notice}`),
    errand: errand?.text ?? null,
    signUp: withNext(at('/sign-up'), shown.next),
    reset: withNext(at('/password-reset'), shown.next),
    card: shown.byCard === true ? withNext(at('/identification/sign-in'), shown.next) : null,
    recovery: shown.byCard === true ? cardRecovery(at) : null,
    next: shown.next,
    interrupted: shown.interrupted,
    summary: errorSummary(form, t),
    refused,
    email: fields.email,
    password: { ...fields.password, invalid: refused || fields.password.invalid },
  };
  signInView.renderForm(res, page, { ...form, refused: shown.notice === 'suspended', status });
}
