import type { Request, Response } from 'express';
import { z } from 'zod';
import type { TextKey } from '../../locales/keys.ts';
import type { TextData, TextValues, Translate } from '../page/texts.ts';
import { Refusal } from '../pipeline/refusals.ts';

export type FieldError = { field: string; message: string };
/** What a template needs to show a form again: the values safe to repeat, and what is wrong. */
export type Form<Shown extends string> = { values: Record<Shown, string>; errors: FieldError[] };
export type Submitted<Schema extends z.ZodType, Shown extends string> =
  | { ok: true; input: z.output<Schema>; form: Form<Shown> }
  | { ok: false; form: Form<Shown> };

/** What is said of a field: a key of the catalogues, or data in several languages. */
export type Sentence = TextKey | TextData;
const GENERAL: TextKey = 'web:field.unreadable';
const sentences = new Map<string, Sentence>();

/**
 * The only way to a sentence of one's own: `error: says('accounts:…')` in a schema. A rule without one gets the general
 * sentence, as the words of zod itself are in no catalogue and no language of ours.
 */
export function says(sentence: Sentence): string {
  const message = typeof sentence === 'string' ? sentence : JSON.stringify(sentence);
  sentences.set(message, sentence);
  return message;
}

/** Without NUL, which Postgres refuses, or lone surrogates, which it cannot store. */
export const isClean = (value: string) => !value.includes('\0') && value.isWellFormed();

/** One line of text, trimmed, 1 to `max` UTF-16 units, without NUL or lone surrogates. */
export const line = (missing: Sentence, max = 200) =>
  z
    .string({ error: says(missing) })
    .refine(isClean, { error: says('web:field.unreadable'), abort: true })
    .transform((value) => value.normalize('NFC').replace(/\s+/gu, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, { error: says(missing), abort: true })
        .max(max, { error: says('web:field.tooLong') }),
    );

/** A secret, kept to the letter. */
export const secret = (missing: Sentence) =>
  z
    .string({ error: says(missing) })
    .min(1, { error: says(missing), abort: true })
    .refine(isClean, { error: says('web:field.unreadable') });

/** ASCII only, at most 254 characters (RFC 5321 § 4.5.3.1.3), in lower case. */
export const email = (missing: Sentence, wrong: Sentence) =>
  z
    .string({ error: says(missing) })
    .transform((value) => value.trim())
    .pipe(
      z
        .string()
        .min(1, { error: says(missing), abort: true })
        .max(254, { error: says(wrong), abort: true })
        .pipe(z.email({ error: says(wrong) }))
        .transform((value) => value.toLowerCase()),
    );

export type Fields = Readonly<Record<string, string>>;

/** Throws a 400 when a field comes twice: our forms never send one twice. */
export function fieldsOf(req: Request): Fields {
  const body: unknown = req.body ?? {};
  const parsed = z.record(z.string(), z.string()).safeParse(body);
  if (!parsed.success) throw new Refusal(400);
  return parsed.data;
}

export function emptyForm<Shown extends string>(shown: readonly Shown[], values: Fields = {}): Form<Shown> {
  return { values: repeat(shown, values), errors: [] };
}

/** The form as first shown: what was typed before an expired session interrupted it, or else `values`. */
export function firstForm<Shown extends string>(res: Response, shown: readonly Shown[], values: Fields): Form<Shown> {
  return emptyForm(shown, { ...values, ...res.locals.interruptedFields });
}

/** Only the fields named in `shown` are ever sent back to the browser: a password never is. */
export function parseForm<Schema extends z.ZodType, Shown extends string>(
  schema: Schema,
  { shown, fields, t }: { shown: readonly Shown[]; fields: Fields; t: Translate },
): Submitted<Schema, Shown> {
  const form = emptyForm(shown, fields);
  const parsed = schema.safeParse(fields);
  if (parsed.success) return { ok: true, input: parsed.data, form };
  const first = new Map<string, string>();
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? '');
    if (!first.has(field)) first.set(field, t(sentences.get(issue.message) ?? GENERAL, issueValues(issue)));
  }
  return { ok: false, form: { ...form, errors: [...first].map(([field, message]) => ({ field, message })) } };
}

export function withError<Shown extends string>(form: Form<Shown>, field: string, message: string): Form<Shown> {
  return { ...form, errors: [...form.errors, { field, message }] };
}

function issueValues(issue: z.core.$ZodIssue): TextValues {
  return 'maximum' in issue ? { max: Number(issue.maximum) } : {};
}

function repeat<Shown extends string>(shown: readonly Shown[], fields: Fields): Record<Shown, string> {
  return Object.fromEntries(shown.map((name) => [name, fields[name] ?? ''])) as Record<Shown, string>;
}
