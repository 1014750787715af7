import type { z } from 'zod';
import type { TextKey } from '../../locales/keys.ts';
import { type PasswordField, type TextField, textField } from '../../web/form/fields.ts';
import { email, type FieldError, type Fields, type Submitted, secret, withError } from '../../web/form/parse.ts';
import type { Translate } from '../../web/page/texts.ts';
import { normalisePassword, type PasswordProblem } from './password-rules.ts';

/** The fields that several forms of citizens and staff ask, with the words of their errors. */
export const emailAddress = email('credentials:error.email.missing', 'credentials:error.email.wrong');
export const currentPassword = secret('credentials:error.password.missing').transform(normalisePassword);
export const newPassword = secret('credentials:error.newPassword.missing').transform(normalisePassword);

/** « Vérification » must be the same as the password: said beside the other errors, not only once they are mended. */
export function confirmed<S extends z.ZodType, Shown extends string>(
  parsed: Submitted<S, Shown>,
  { password = '', passwordConfirmation: again = '' }: Fields,
  t: Translate,
): Submitted<S, Shown> {
  if (normalisePassword(password) === normalisePassword(again)) return parsed;
  const different = t('credentials:error.passwordConfirmation.different');
  return { ok: false, form: withError(parsed.form, 'passwordConfirmation', different) };
}

export function passwordProblemText(problem: PasswordProblem, t: Translate): string {
  return t(`credentials:error.newPassword.${problem}`);
}

type FormErrors = { errors: readonly FieldError[] };
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
  return {
    name,
    label,
    hint: hint === null ? null : t(hint),
    autocomplete,
    show: t('web:password.show'),
    hide: t('web:password.hide'),
    errors: form.errors,
  };
}

/** Both new, and the same: the first says what is asked of a password. */
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

type FormShown = FormErrors & { values: Record<string, string> };

/** The address of an account one has, and its password: whoever signs in. */
export function signInFields(form: FormShown, t: Translate): { email: TextField; password: PasswordField } {
  const label = t('credentials:field.password');
  return {
    email: usernameField(form, t),
    password: passwordField('password', label, { form, t, autocomplete: 'current-password', hint: null }),
  };
}

/** Filled in by the browser with the address it keeps for this site. */
export function usernameField(form: FormShown, t: Translate): TextField {
  const label = t('credentials:field.email');
  return textField('email', form, { label, type: 'email', autocomplete: 'username', inputmode: 'email' });
}
