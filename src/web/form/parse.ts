import type { Request, Response } from 'express';
import { z } from 'zod';
import type { LocalizedText } from '../../domain/localized-text.ts';
import { isStorable, visibleLine } from '../../domain/visible-text.ts';
import type { TextKey } from '../../locales/keys.ts';
import type { TextValues, Translate } from '../page/texts.ts';
import { Refusal } from '../pipeline/refusals.ts';

export type FieldError = { field: string; message: string };
export type Fields = Readonly<Record<string, string>>;
/**
 * The fields whose name may be sent several times (tick boxes): all their values, or an empty list when nothing is
 * ticked.
 */
export type Lists<Repeated extends string> = Readonly<Record<Repeated, readonly string[]>>;
/** The data with which a template shows a form again: the values that may be repeated, and the errors. */
export type Form<Shown extends string, Repeated extends string = never> = {
  values: Record<Shown, string>;
  lists: Lists<Repeated>;
  errors: FieldError[];
};
export type Submitted<Schema extends z.ZodType, Shown extends string, Repeated extends string = never> =
  | { ok: true; input: z.output<Schema>; form: Form<Shown, Repeated> }
  | { ok: false; form: Form<Shown, Repeated> };

/** A message about a field: a key of the catalogues, or data in several languages. */
export type Sentence = TextKey | LocalizedText;
const GENERAL: TextKey = 'web:field.unreadable';
const sentences = new Map<string, Sentence>();

/**
 * Registers a message and returns the text that a schema is given: `error: says('accounts:…')`. There is no other way
 * to have a message of one's own: a rule without it gets the general message, as zod's own messages are in no catalogue
 * and are not translated.
 */
export function says(sentence: Sentence): string {
  const message = typeof sentence === 'string' ? sentence : JSON.stringify(sentence);
  sentences.set(message, sentence);
  return message;
}

// No rule of a field uses `abort`: zod would then skip the rules that concern several fields.

/** One line of text as a person sees it (`visibleLine`), of 1 to `max` UTF-16 units. */
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

/** A password or a code, kept exactly as typed. */
export const secret = (missing: Sentence) =>
  z
    .string({ error: says(missing) })
    .min(1, { error: says(missing) })
    .refine(isStorable, { error: says('web:field.unreadable') });

const Body = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** Returns the fields of a form. Throws a 400 when a field was sent twice. */
export const fieldsOf = (req: Request): Fields => postedOf(req, []).fields;

/**
 * Returns the fields of a form in which those named in `repeated` may be sent several times or not at all. Throws a 400
 * when another field was sent twice.
 */
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

/** Returns every field as it was sent, once or several times, for callers that do not know which names may repeat. */
export function rawFieldsOf(req: Request): z.output<typeof Body> {
  return Body.safeParse(req.body ?? {}).data ?? {};
}

export function emptyForm<Shown extends string>(shown: readonly Shown[], values: Fields = {}): Form<Shown> {
  return { values: repeat(shown, values), lists: {}, errors: [] };
}

/**
 * Returns the form as it is shown first: with what was typed before an expired session interrupted it, or else with
 * `values`.
 */
export function firstForm<Shown extends string>(res: Response, shown: readonly Shown[], values: Fields): Form<Shown> {
  const typed = Object.entries(res.locals.interruptedFields ?? {}).filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  );
  return emptyForm(shown, { ...values, ...Object.fromEntries(typed) });
}

/**
 * Returns the lists of a form as it is shown first: what was ticked before an expired session interrupted it, or else
 * `known`.
 */
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
 * Validates what was sent. There is at most one error per field, in the order of the schema's fields, which must be
 * that of the page. Only the fields named in `shown` are sent back to the browser, so that a password never is.
 */
export function parseForm<Schema extends z.ZodType, Shown extends string, Repeated extends string = never>(
  schema: Schema,
  { shown, fields, lists = {} as Lists<Repeated>, t }: Posted<Shown, Repeated>,
): Submitted<Schema, Shown, Repeated> {
  const parsed = schema.safeParse({ ...fields, ...lists });
  if (parsed.success)
    return { ok: true, input: parsed.data, form: { values: repeat(shown, fields), lists, errors: [] } };
  const values = repeat(shown, { ...fields, ...readIn(parsed.error.issues) });
  const first = new Map<string, string>();
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? '');
    if (!first.has(field)) first.set(field, t(sentences.get(issue.message) ?? GENERAL, issueValues(issue)));
  }
  const errors = [...first].map(([field, message]) => ({ field, message }));
  return { ok: false, form: { values, lists, errors: inOrderOf(schema, errors) } };
}

export function withError<Shown extends string, Repeated extends string>(
  form: Form<Shown, Repeated>,
  field: string,
  message: string,
): Form<Shown, Repeated> {
  return { ...form, errors: [...form.errors, { field, message }] };
}

/** Sorts the errors by their fields, as zod judges rules about two fields after all rules about one. */
function inOrderOf(schema: z.ZodType, errors: FieldError[]): FieldError[] {
  // Only what a form asks counts here, not what its schema makes of it.
  if (schema instanceof z.ZodPipe && schema.in instanceof z.ZodType) return inOrderOf(schema.in, errors);
  if (!(schema instanceof z.ZodObject)) return errors;
  const order = Object.keys(schema.shape);
  return errors.sort((one, other) => order.indexOf(one.field) - order.indexOf(other.field));
}

function issueValues(issue: z.core.$ZodIssue): TextValues {
  if (issue.code === 'custom' && issue.params !== undefined) return issue.params;
  return 'maximum' in issue ? { max: Number(issue.maximum) } : {};
}

/** Returns what is shown back in place of what was typed, by field. */
function readIn(issues: readonly z.core.$ZodIssue[]): Fields {
  const read = issues.flatMap((issue) =>
    'params' in issue && issue.params?.['read'] ? [[String(issue.path[0]), String(issue.params['read'])]] : [],
  );
  return Object.fromEntries(read);
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
