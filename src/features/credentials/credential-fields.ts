import type { TextKey } from '../../locales/keys.ts';
import { email, knownEmail } from '../../web/form/email.ts';
import {
  errorOf,
  type FormErrors,
  type FormShown,
  type PasswordField,
  type TextField,
  textField,
} from '../../web/form/fields.ts';
import { secret } from '../../web/form/parse.ts';
import type { Translate } from '../../web/page/texts.ts';
import { normalisePassword } from './password-rules.ts';

/** The fields that several forms of citizens and staff share, with the messages of their errors. */
export const emailAddress = email('credentials:error.email.missing', 'credentials:error.email.wrong');
/** The address of an existing account. */
export const accountAddress = knownEmail('credentials:error.email.missing', 'credentials:error.email.wrong');
export const signInPassword = secret('credentials:error.password.missing').transform(normalisePassword);
/** Asks somebody who is signed in for the password again, before an act that matters. */
export const currentPassword = secret('credentials:error.currentPassword.missing').transform(normalisePassword);

type PasswordFieldOptions = {
  form: FormErrors;
  t: Translate;
  autocomplete: PasswordField['autocomplete'];
  hint: TextKey | null;
};

export function passwordField(
  name: string,
  label: string,
  { form, t, autocomplete, hint }: PasswordFieldOptions,
): PasswordField {
  const error = errorOf(form, name);
  return {
    name,
    label,
    hint: hint === null ? null : t(hint),
    autocomplete,
    show: t('web:word.show'),
    hide: t('web:password.hide'),
    error,
    invalid: error !== null,
  };
}

/** Returns the two fields of a new password. The first shows the hint that says what is asked of a password. */
export function newPasswordFields(
  form: FormErrors,
  t: Translate,
  hint: TextKey = 'credentials:field.newPassword.hint',
): { password: PasswordField; passwordConfirmation: PasswordField } {
  const options = { form, t, autocomplete: 'new-password' } as const;
  return {
    password: passwordField('password', t('credentials:field.newPassword'), { ...options, hint }),
    passwordConfirmation: passwordField('passwordConfirmation', t('credentials:field.passwordConfirmation'), {
      ...options,
      hint: null,
    }),
  };
}

/** Returns the two fields of a sign-in form: the address of the account and its password. */
export function signInFields(form: FormShown, t: Translate): { email: TextField; password: PasswordField } {
  const label = t('credentials:field.password');
  return {
    email: usernameField(form, t),
    password: passwordField('password', label, { form, t, autocomplete: 'current-password', hint: null }),
  };
}

/**
 * Returns the address field of an existing account, which the browser may fill in with the address that it keeps for
 * this site.
 */
export function usernameField(form: FormShown, t: Translate): TextField {
  const label = t('web:word.email');
  return textField('email', form, { label, type: 'email', autocomplete: 'username', inputmode: 'email' });
}
