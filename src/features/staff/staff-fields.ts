import { z } from 'zod';
import { copiedDigits } from '../../domain/numbers/plain-digits.ts';
import { type FormErrors, type TextField, textField } from '../../web/form/fields.ts';
import { says } from '../../web/form/parse.ts';
import type { Translate } from '../../web/page/texts.ts';
import type { PasswordLength } from '../credentials/new-password.ts';
import { staffPasswordMinLength } from '../credentials/password-rules.ts';

/** A text of digits that match `form`, in any script and with any separators. */
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

/** The six digits that the app shows. */
export const code = digits(/^\d{6}$/, 'staff:error.code.wrong');
/** The digits that the app shows, or a recovery code. */
export const signInCode = digits(/^(\d{6}|\d{20})$/, 'staff:signIn.error.code');

/** The staff's passwords are longer than those of citizens. */
export const staffPasswordLength: PasswordLength = {
  min: staffPasswordMinLength,
  tooShort: 'staff:setUp.error.too-short',
};

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
