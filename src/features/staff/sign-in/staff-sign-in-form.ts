import type { Response } from 'express';
import { type ErrorSummary, errorSummary, type PasswordField, type TextField } from '../../../web/form/fields.ts';
import { emptyForm, type FieldError, type Form } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import { signInFields } from '../../credentials/credential-fields.ts';
import { codeField } from '../staff-fields.ts';

export const STAFF_SIGN_IN_SHOWN = ['email', 'next', 'interrupted'] as const;
export type StaffSignInForm = Form<(typeof STAFF_SIGN_IN_SHOWN)[number]>;
export type StaffSignInPage = {
  title: string;
  notice: string | null;
  next: string;
  /** The sealed form that the end of the session interrupted, or an empty text. */
  interrupted: string;
  summary: ErrorSummary;
  email: TextField;
  password: PasswordField;
  code: TextField;
};
const signInView = view<StaffSignInPage>('staff/sign-in/sign-in');

type Shown = {
  next: string;
  notice: 'expired' | 'kept' | 'signed-out' | null;
  interrupted?: string;
  errors?: readonly FieldError[];
  email?: string;
};

/** Shows the sign-in page of the staff, also in the place of a page whose session has ended. */
export function showStaffSignIn(res: Response, shown: Shown, status: 401 | null = null): void {
  const { t } = shellOf(res);
  const form = { ...emptyForm(STAFF_SIGN_IN_SHOWN, { email: shown.email ?? '' }), errors: [...(shown.errors ?? [])] };
  const page: StaffSignInPage = {
    title: t('staff:signIn.title'),
    notice: shown.notice === null ? null : t(`staff:signIn.notice.${shown.notice}`),
    next: shown.next,
    interrupted: shown.interrupted ?? '',
    summary: errorSummary(form, t),
    ...signInFields(form, t),
    code: { ...codeField(form, t), hint: t('staff:signIn.code.hint'), width: 20 },
  };
  signInView.renderForm(res, page, { ...form, status });
}
