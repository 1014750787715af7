import { z } from 'zod';
import { isStorable, visibleLine } from '../../domain/visible-text.ts';
import { errorOf, type FormShown, type TextArea } from '../../web/form/fields.ts';
import { says } from '../../web/form/parse.ts';

export const REASON_MAX = 1_000;

/** The reason for the audit log, on one line. It may be left empty. */
export const optionalReason = z
  .string()
  .default('')
  .refine(isStorable, { error: says('web:field.unreadable') })
  .transform((typed) => visibleLine(typed) ?? '')
  .pipe(z.string().max(REASON_MAX, { error: says('web:field.tooLong') }));

export function reasonField(form: FormShown, { label, hint }: Pick<TextArea, 'label' | 'hint'>): TextArea {
  return { name: 'reason', label, hint, value: form.values['reason'] ?? '', error: errorOf(form, 'reason') };
}
