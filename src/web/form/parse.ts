import type { Request, Response } from 'express';
import { z } from 'zod';
import type { LocalizedText } from '../../domain/localized-text.ts';
import { isStorable, visibleLine } from '../../domain/visible-text.ts';
import type { TextKey } from '../../locales/keys.ts';
import type { TextValues, Translate } from '../page/texts.ts';
import { Refusal } from '../pipeline/refusals.ts';

export type FieldError = { field: string; message: string };
export type Fields = Readonly<Record<string, string>>;
/** Of the names that may come several times (tick boxes): all their values, none when nothing is ticked. */
export type Lists<Repeated extends string> = Readonly<Record<Repeated, readonly string[]>>;
/** What a template needs to show a form again: the values safe to repeat, and what is wrong. */
export type Form<Shown extends string, Repeated extends string = never> = {
  values: Record<Shown, string>;
  lists: Lists<Repeated>;
  errors: FieldError[];
};
export type Submitted<Schema extends z.ZodType, Shown extends string, Repeated extends string = never> =
  | { ok: true; input: z.output<Schema>; form: Form<Shown, Repeated> }
  | { ok: false; form: Form<Shown, Repeated> };

/** What is said of a field: a key of the catalogues, or data in several languages. */
export type Sentence = TextKey | LocalizedText;
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

// No rule of a field says `abort`: zod would then leave out the rules about several fields.

/** One line of text as it is seen, 1 to `max` UTF-16 units. */
export const line = (missing: Sentence, max = 200) =>
  z
    .string({ error: says(missing) })
    .refine(isStorable, { error: says('web:field.unreadable') })
    .transform((value) => visibleLine(value) ?? '')
    .pipe(
      z
        .string()
        .min(1, { error: says(missing) })
        .max(max, { error: says('web:field.tooLong') }),
    );

/** A secret, kept to the letter. */
export const secret = (missing: Sentence) =>
  z
    .string({ error: says(missing) })
    .min(1, { error: says(missing) })
    .refine(isStorable, { error: says('web:field.unreadable') });

/** ASCII only, at most 254 characters (RFC 5321 § 4.5.3.1.3), in lower case. */
export const email = (missing: Sentence, wrong: Sentence) =>
  z
    .string({ error: says(missing) })
    .transform((value) => value.trim())
    .pipe(
      z
        .string()
        .min(1, { error: says(missing) })
        .max(254, { error: says(wrong) })
        .pipe(z.email({ error: says(wrong) }))
        .transform((value) => value.toLowerCase()),
    );

const Body = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** Throws a 400 when a field comes twice. */
export const fieldsOf = (req: Request): Fields => postedOf(req, []).fields;

/** For a form whose fields named in `repeated` may come several times, or not at all; throws a 400 when another does. */
export function postedOf<const Repeated extends string>(
  req: Request,
  repeated: readonly Repeated[],
): { fields: Fields; lists: Lists<Repeated> } {
  const parsed = Body.safeParse(req.body ?? {});
  if (!parsed.success) throw new Refusal(400);
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(parsed.data)) {
    if (repeated.includes(name as Repeated)) continue;
    if (typeof value !== 'string') throw new Refusal(400);
    fields[name] = value;
  }
  return { fields, lists: listsIn(repeated, parsed.data) };
}

/** Each value of a form, once or several times: before anybody knows which of its names may repeat. */
export function rawFieldsOf(req: Request): z.output<typeof Body> {
  return Body.safeParse(req.body ?? {}).data ?? {};
}

export function emptyForm<Shown extends string>(shown: readonly Shown[], values: Fields = {}): Form<Shown> {
  return { values: repeat(shown, values), lists: {}, errors: [] };
}

/** The form as first shown: what was typed before an expired session interrupted it, or else `values`. */
export function firstForm<Shown extends string>(res: Response, shown: readonly Shown[], values: Fields): Form<Shown> {
  const typed = Object.entries(res.locals.interruptedFields ?? {}).filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  );
  return emptyForm(shown, { ...values, ...Object.fromEntries(typed) });
}

/** The lists of a form as first shown: what was ticked before an expired session interrupted it, or else `known`. */
export function firstLists<Repeated extends string>(res: Response, known: Lists<Repeated>): Lists<Repeated> {
  const { interruptedFields } = res.locals;
  return interruptedFields === undefined ? known : listsIn(Object.keys(known) as Repeated[], interruptedFields);
}

type Posted<Shown extends string, Repeated extends string> = {
  shown: readonly Shown[];
  fields: Fields;
  lists?: Lists<Repeated>;
  t: Translate;
};

/**
 * Judges what was sent. Errors are one a field, in the order of the schema's fields, which is that of the page. Only
 * the fields named in `shown` are ever sent back to the browser: a password never is.
 */
export function parseForm<Schema extends z.ZodType, Shown extends string, Repeated extends string = never>(
  schema: Schema,
  { shown, fields, lists = {} as Lists<Repeated>, t }: Posted<Shown, Repeated>,
): Submitted<Schema, Shown, Repeated> {
  const form = { values: repeat(shown, fields), lists };
  const parsed = schema.safeParse({ ...fields, ...lists });
  if (parsed.success) return { ok: true, input: parsed.data, form: { ...form, errors: [] } };
  const first = new Map<string, string>();
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? '');
    if (!first.has(field)) first.set(field, t(sentences.get(issue.message) ?? GENERAL, issueValues(issue)));
  }
  const errors = [...first].map(([field, message]) => ({ field, message }));
  return { ok: false, form: { ...form, errors: inOrderOf(schema, errors) } };
}

export function withError<Shown extends string, Repeated extends string>(
  form: Form<Shown, Repeated>,
  field: string,
  message: string,
): Form<Shown, Repeated> {
  return { ...form, errors: [...form.errors, { field, message }] };
}

/** A rule about two fields is judged after all rules about one: its error is put back at the place of its field. */
function inOrderOf(schema: z.ZodType, errors: FieldError[]): FieldError[] {
  if (!(schema instanceof z.ZodObject)) return errors;
  const order = Object.keys(schema.shape);
  return errors.sort((one, other) => order.indexOf(one.field) - order.indexOf(other.field));
}

function issueValues(issue: z.core.$ZodIssue): TextValues {
  return 'maximum' in issue ? { max: Number(issue.maximum) } : {};
}

function repeat<Shown extends string>(shown: readonly Shown[], fields: Fields): Record<Shown, string> {
  return Object.fromEntries(shown.map((name) => [name, fields[name] ?? ''])) as Record<Shown, string>;
}

type Sent = Readonly<Record<string, string | readonly string[]>>;

function listsIn<Name extends string>(names: readonly Name[], sent: Sent): Lists<Name> {
  const lists = {} as Record<Name, readonly string[]>;
  for (const name of names) lists[name] = [sent[name] ?? []].flat();
  return lists;
}
