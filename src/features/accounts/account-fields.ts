import type { z } from 'zod';
import type { TextKey } from '../../locales/keys.ts';
import { type Help, type PasswordField, type TextField, textField } from '../../web/form/fields.ts';
import { email, type FieldError, type Fields, line, type Submitted, secret, withError } from '../../web/form/form.ts';
import type { Translate } from '../../web/page/texts.ts';
import { normalisePassword, type PasswordProblem } from './password-rules.ts';

/** The fields that several account forms ask, with the words of their errors. */
export const firstName = line('accounts:error.firstName.missing', 100);
export const lastName = line('accounts:error.lastName.missing', 100);
export const emailAddress = email('accounts:error.email.missing', 'accounts:error.email.wrong');
export const currentPassword = secret('accounts:error.password.missing').transform(normalisePassword);
export const newPassword = secret('accounts:error.newPassword.missing').transform(normalisePassword);

/** « Vérification » must be the same as the password: said beside the other errors, not only once they are mended. */
export function confirmed<S extends z.ZodType, Shown extends string>(
  parsed: Submitted<S, Shown>,
  { password = '', passwordConfirmation: again = '' }: Fields,
  t: Translate,
): Submitted<S, Shown> {
  if (normalisePassword(password) === normalisePassword(again)) return parsed;
  const different = t('accounts:error.passwordConfirmation.different');
  return { ok: false, form: withError(parsed.form, 'passwordConfirmation', different) };
}

export function passwordProblemText(problem: PasswordProblem, t: Translate): string {
  return t(`accounts:error.newPassword.${problem}`);
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
  hint: TextKey = 'accounts:field.newPassword.hint',
): { password: PasswordField; passwordConfirmation: PasswordField } {
  const options = { form, t, autocomplete: 'new-password' } as const;
  return {
    password: passwordField('password', t('accounts:field.newPassword'), { ...options, hint }),
    passwordConfirmation: passwordField('passwordConfirmation', t('accounts:field.passwordConfirmation'), {
      ...options,
      hint: null,
    }),
  };
}

type FormShown = FormErrors & { values: Record<string, string> };

/** The address of an account one has, and its password: whoever signs in. */
export function signInFields(form: FormShown, t: Translate): { email: TextField; password: PasswordField } {
  const label = t('accounts:field.password');
  return {
    email: usernameField(form, t),
    password: passwordField('password', label, { form, t, autocomplete: 'current-password', hint: null }),
  };
}

/** Filled in by the browser with the address it keeps for this site. */
export function usernameField(form: FormShown, t: Translate): TextField {
  const label = t('accounts:field.email');
  return textField('email', form, { label, type: 'email', autocomplete: 'username', inputmode: 'email' });
}

export function help(t: Translate): Help {
  return {
    title: t('web:help.title'),
    text: t('web:help.text'),
    email: 'info@1030.be',
    phone: '02/244 75 11',
    hours: t('web:help.hours'),
  };
}
