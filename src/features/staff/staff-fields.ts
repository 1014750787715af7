import { z } from 'zod';
import { type TextField, textField } from '../../web/form/fields.ts';
import { says } from '../../web/form/parse.ts';
import type { Translate } from '../../web/page/texts.ts';

/** Six digits, however the app groups them. */
export const code = z
  .string({ error: says('staff:error.code.missing') })
  .transform((typed) => typed.replace(/\s/g, ''))
  .pipe(
    z
      .string()
      .min(1, { error: says('staff:error.code.missing'), abort: true })
      .regex(/^\d{6}$/, { error: says('staff:error.code.wrong') }),
  );

type FormShown = { values: Record<string, string>; errors: TextField['errors'] };

export function codeField(form: FormShown, t: Translate): TextField {
  return textField(
    'code',
    { ...form, values: {} },
    {
      label: t('staff:field.code'),
      hint: t('staff:field.code.hint'),
      autocomplete: 'one-time-code',
      inputmode: 'numeric',
      width: 10,
    },
  );
}
