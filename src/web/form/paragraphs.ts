import { z } from 'zod';
import { isStorable, visibleText } from '../../domain/visible-text.ts';
import { type Sentence, says } from './parse.ts';

/** Several lines of text as a person sees them (`visibleText`), of at most `max` UTF-16 units; it may be left empty. */
export const optionalParagraphs = (max: number) =>
  z
    .string()
    .default('')
    .refine(isStorable, { error: says('web:field.unreadable') })
    .transform((typed) => visibleText(typed) ?? '')
    .pipe(z.string().max(max, { error: says('web:field.tooLong') }));

/** Does the same, and requires something visible in the text. */
export const paragraphs = (missing: Sentence, max: number) =>
  optionalParagraphs(max).pipe(z.string().min(1, { error: says(missing) }));
