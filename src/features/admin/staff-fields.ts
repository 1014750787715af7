import { z } from 'zod';
import { type TextArea, type TextField, textField } from '../../web/form/fields.ts';
import { isClean, key } from '../../web/form/form.ts';
import type { Translate } from '../../web/page/texts.ts';

export const REASON_MAX = 1_000;

/** Six digits, however the app groups them. */
export const code = z
  .string({ error: key('admin:error.code.missing') })
  .transform((typed) => typed.replace(/\s/g, ''))
  .pipe(
    z
      .string()
      .min(1, { error: key('admin:error.code.missing'), abort: true })
      .regex(/^\d{6}$/, { error: key('admin:error.code.wrong') }),
  );

/** For the audit log, as one line; nothing is a reason too. */
export const optionalReason = z
  .string()
  .default('')
  .refine(isClean, { error: key('web:field.unreadable'), abort: true })
  .transform((typed) => typed.normalize('NFC').replace(/\s+/gu, ' ').trim())
  .pipe(z.string().max(REASON_MAX, { error: key('web:field.tooLong') }));

type FormShown = { values: Record<string, string>; errors: TextField['errors'] };

export function codeField(form: FormShown, t: Translate): TextField {
  return textField(
    'code',
    { ...form, values: {} },
    {
      label: t('admin:field.code'),
      hint: t('admin:field.code.hint'),
      autocomplete: 'one-time-code',
      inputmode: 'numeric',
      width: 10,
    },
  );
}

export function reasonField(form: FormShown, { label, hint }: Pick<TextArea, 'label' | 'hint'>): TextArea {
  return { name: 'reason', label, hint, value: form.values['reason'] ?? '', errors: form.errors };
}
