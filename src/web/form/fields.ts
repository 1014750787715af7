import type { Translate } from '../page/texts.ts';
import { type Choice, type ChoiceAsked, choicesShown } from './choices.ts';
import type { EmailSlip } from './email-slip.ts';
import type { FieldError } from './parse.ts';

/** The model of views/partials/error-summary.ejs: links to the fields in error, which take the focus; nothing without errors. */
export type ErrorSummary = { title: string; errors: readonly FieldError[] };
export type FormErrors = Pick<ErrorSummary, 'errors'>;

export function errorSummary({ errors }: FormErrors, t: Translate): ErrorSummary {
  return { title: t('web:errorSummary.title'), errors };
}

/** Returns the message about one field, or null when the field is right. */
export function errorOf({ errors }: FormErrors, name: string): string | null {
  return errors.find(({ field }) => field === name)?.message ?? null;
}

/** The model of views/partials/text-field.ejs: a label, a hint, an error and an input, tied by ids made from `name`. */
export type TextField = {
  name: string;
  label: string;
  hint: string | null;
  value: string;
  type: 'text' | 'email' | 'tel' | 'search';
  autocomplete: string;
  inputmode: 'text' | 'numeric' | 'email' | 'tel';
  spellcheck: boolean;
  /** The width of the input in characters; null for the whole column. */
  width: 2 | 4 | 10 | 20 | null;
  /** The question about a slip in an address; null for all other fields. */
  slip: EmailSlip | null;
  error: string | null;
};

/** The model of views/partials/password-field.ejs, never with a value. Its button, which needs script, says `show` or `hide`. */
export type PasswordField = {
  name: string;
  label: string;
  hint: string | null;
  autocomplete: 'new-password' | 'current-password';
  show: string;
  hide: string;
  error: string | null;
  /** True with an error, and when the error of another field is about this one too. */
  invalid: boolean;
};

/** The model of views/partials/radios.ejs: a fieldset of radio buttons, with the question as its legend. */
export type Radios = {
  name: string;
  legend: string;
  hint: string | null;
  choices: readonly Choice[];
  error: string | null;
};

/** The model of views/partials/select-field.ejs, for long lists. An empty value means that nothing is chosen. */
export type SelectField = {
  name: string;
  label: string;
  hint: string | null;
  choices: readonly { value: string; label: string; selected: boolean }[];
  error: string | null;
};

/** The model of views/partials/date-field.ejs: inputs `<name>Day`, `<name>Month` and `<name>Year`; the error stands above all three. */
export type DateField = {
  name: string;
  legend: string;
  hint: string;
  parts: readonly { name: string; label: string; value: string; width: 2 | 4 }[];
  error: string | null;
};

type TextFieldOptions = Pick<TextField, 'label'> & Partial<Omit<TextField, 'name' | 'error'>>;
export type FormShown = FormErrors & {
  values: Readonly<Record<string, string>>;
  lists?: Readonly<Record<string, readonly string[]>>;
};

export function textField(name: string, form: FormShown, options: TextFieldOptions): TextField {
  return {
    name,
    hint: null,
    value: form.values[name] ?? '',
    type: 'text',
    autocomplete: 'off',
    inputmode: 'text',
    spellcheck: false,
    width: null,
    slip: null,
    ...options,
    error: errorOf(form, name),
  };
}

/** A question with its choices. The hints may be left out. */
export type Question = {
  name: string;
  legend: string;
  hint?: string;
  choices: readonly ChoiceAsked[];
};

export function radiosField({ name, legend, hint, choices }: Question, form: FormShown): Radios {
  const shown = choicesShown(choices, [form.values[name]]);
  return { name, legend, hint: hint ?? null, choices: shown, error: errorOf(form, name) };
}

/**
 * The model of views/partials/checkboxes.ejs: tick boxes that share one name. A single box has no legend, as its label is
 * enough. `link` leads to a page to read before ticking.
 */
export type Checkboxes = {
  /** The id of the first box. The ids of its hint and its error begin with it. */
  id: string;
  name: string;
  legend: string | null;
  hint: string | null;
  choices: readonly Choice[];
  link: { href: string; text: string } | null;
  error: string | null;
};
type Boxes = Omit<Question, 'legend'> & { legend?: string; link?: Checkboxes['link'] };

export function checkboxesField({ name, legend, hint, choices, link }: Boxes, form: FormShown): Checkboxes {
  const shown = choicesShown(choices, form.lists?.[name] ?? [form.values[name]]);
  return {
    id: name,
    name,
    legend: legend ?? null,
    hint: hint ?? null,
    choices: shown,
    link: link ?? null,
    error: errorOf(form, name),
  };
}

type SelectOptions = { label: string; choices: readonly { value: string; label: string }[] };

export function selectField(name: string, form: FormShown, { label, choices }: SelectOptions): SelectField {
  const shown = choices.map((choice) => ({ ...choice, selected: choice.value === form.values[name] }));
  return { name, label, hint: null, choices: shown, error: errorOf(form, name) };
}

type DateFieldOptions = { legend: string; hint: string; t: Translate };

export function dateField(name: string, form: FormShown, { legend, hint, t }: DateFieldOptions): DateField {
  const parts = (['day', 'month', 'year'] as const).map((part) => {
    const field = `${name}${part.charAt(0).toUpperCase()}${part.slice(1)}`;
    const width: 2 | 4 = part === 'year' ? 4 : 2;
    return { name: field, label: t(`web:date.${part}`), value: form.values[field] ?? '', width };
  });
  const [error = null] = parts.map((part) => errorOf(form, part.name)).filter((said) => said !== null);
  return { name, legend, hint, parts, error };
}

/** The model of views/partials/back-link.ejs, which leads to the page one level up. */
export type BackLink = { href: string; text: string };

/** The model of views/partials/icon.ejs, square and hidden from screen readers; the size in pixels. */
export type Icon = { name: 'citizen' | 'association' | 'enterprise' | 'refresh' | 'sheet'; size: number };

/** The model of views/partials/text-area.ejs: a text field of several lines. */
export type TextArea = {
  name: string;
  /** An id of its own when another field of the page has the same name; the name otherwise. */
  id?: string;
  label: string;
  hint: string | null;
  value: string;
  error: string | null;
};

/**
 * The model of views/partials/file-field.ejs: a control for one file or several, each with a message of its own where it is
 * refused. Errors are of the field `id`.
 */
export type FileField = {
  id: string;
  name: string;
  label: string;
  hint: string;
  accept: string;
  several: boolean;
  errors: readonly string[];
};

export function fileField({ errors }: FormErrors, field: Omit<FileField, 'errors'>): FileField {
  return { ...field, errors: errors.filter((error) => error.field === field.id).map(({ message }) => message) };
}
