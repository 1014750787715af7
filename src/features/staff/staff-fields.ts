import { z } from 'zod';
import { copiedDigits } from '../../domain/numbers/plain-digits.ts';
import { type FormErrors, type TextField, textField } from '../../web/form/fields.ts';
import { says } from '../../web/form/parse.ts';
import type { Translate } from '../../web/page/texts.ts';
import { passwordProblemText } from '../credentials/credential-fields.ts';
import type { PasswordProblem } from '../credentials/password-rules.ts';

/** Digits of that form, however they are grouped and in whatever script. */
const digits = (form: RegExp, wrong: 'staff:error.code.wrong' | 'staff:signIn.error.code') =>
  z
    .string({ error: says('staff:error.code.missing') })
    .transform(copiedDigits)
    .pipe(
      z
        .string()
        .min(1, { error: says('staff:error.code.missing') })
        .pipe(z.string().regex(form, { error: says(wrong) })),
    );

/** What the app shows. */
export const code = digits(/^\d{6}$/, 'staff:error.code.wrong');
/** What the app shows, or a recovery code. */
export const signInCode = digits(/^(\d{6}|\d{20})$/, 'staff:signIn.error.code');

/** Says why a password of the staff, of which more characters are asked, cannot be chosen. */
export function staffPasswordText(problem: PasswordProblem, t: Translate): string {
  return problem === 'too-short' ? t('staff:setUp.error.too-short') : passwordProblemText(problem, t);
}

export function codeField(form: FormErrors, t: Translate): TextField {
  return textField(
    'code',
    { errors: form.errors, values: {} },
    {
      label: t('staff:field.code'),
      hint: t('staff:field.code.hint'),
      autocomplete: 'one-time-code',
      inputmode: 'numeric',
      width: 10,
    },
  );
}
