import type { LanguageLink, ProfileButton, Shell, StaffBanner } from '../page/shell.ts';
import type { Translate } from '../page/texts.ts';
import type { FieldError } from './parse.ts';

/** views/partials/error-summary.ejs: nothing when there is no error; else a list of links to the fields, focused first. */
export type ErrorSummary = { title: string; errors: readonly FieldError[] };
export type FormErrors = Pick<ErrorSummary, 'errors'>;

export function errorSummary({ errors }: FormErrors, t: Translate): ErrorSummary {
  return { title: t('web:errorSummary.title'), errors };
}

/** What is said of one field; null when it is right. */
export function errorOf({ errors }: FormErrors, name: string): string | null {
  return errors.find(({ field }) => field === name)?.message ?? null;
}

/** views/partials/text-field.ejs: label, hint, error and input, tied by ids made from `name`. */
export type TextField = {
  name: string;
  label: string;
  hint: string | null;
  value: string;
  type: 'text' | 'email' | 'tel' | 'search';
  autocomplete: string;
  inputmode: 'text' | 'numeric' | 'email' | 'tel';
  spellcheck: boolean;
  /** How wide the input is drawn, in characters; null for the whole column. */
  width: 2 | 4 | 10 | 20 | null;
  error: string | null;
};

/** views/partials/password-field.ejs: never a value; « show » and « hide » are the words of its button (script only). */
export type PasswordField = {
  name: string;
  label: string;
  hint: string | null;
  autocomplete: 'new-password' | 'current-password';
  show: string;
  hide: string;
  error: string | null;
};

export type Choice = { value: string; label: string; hint: string | null; checked: boolean };
/** views/partials/radios.ejs: a fieldset of radios, the legend being the question. */
export type Radios = {
  name: string;
  legend: string;
  hint: string | null;
  choices: readonly Choice[];
  error: string | null;
};

/** views/partials/select-field.ejs: for long lists; an empty value is « none ». */
export type SelectField = {
  name: string;
  label: string;
  hint: string | null;
  choices: readonly { value: string; label: string; selected: boolean }[];
  error: string | null;
};

/** views/partials/date-field.ejs: day, month and year, named `<name>Day` …; the error stands above all three. */
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
    ...options,
    error: errorOf(form, name),
  };
}

/** `hint` of the question and of each choice are left out where there is none. */
export type Question = {
  name: string;
  legend: string;
  hint?: string;
  choices: readonly (Pick<Choice, 'value' | 'label'> & { hint?: string })[];
};

export function radiosField({ name, legend, hint, choices }: Question, form: FormShown): Radios {
  const shown = choices.map(({ value, label, hint: said }) => ({
    value,
    label,
    hint: said ?? null,
    checked: form.values[name] === value,
  }));
  return { name, legend, hint: hint ?? null, choices: shown, error: errorOf(form, name) };
}

/**
 * views/partials/checkboxes.ejs: tick boxes of one name. One box alone has no legend: its label says it all. `link` is a
 * page to read before one ticks.
 */
export type Checkboxes = {
  name: string;
  legend: string | null;
  hint: string | null;
  choices: readonly Choice[];
  link: { href: string; text: string } | null;
  error: string | null;
};
type Boxes = Omit<Question, 'legend'> & { legend?: string; link?: Checkboxes['link'] };

export function checkboxesField({ name, legend, hint, choices, link }: Boxes, form: FormShown): Checkboxes {
  const ticked = form.lists?.[name] ?? [form.values[name]];
  const shown = choices.map(({ value, label, hint: said }) => ({
    value,
    label,
    hint: said ?? null,
    checked: ticked.includes(value),
  }));
  return {
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

/** views/partials/back-link.ejs: to the page one level up. */
export type BackLink = { href: string; text: string };

/** views/partials/banner/profiles.ejs: the three blue buttons, opened without script. */
export type ProfilesBanner = {
  label: string;
  action: string;
  profiles: string;
  none: string;
  contact: string;
  members: string;
  buttons: readonly ProfileButton[];
  /** In the citizen's menu on a narrow screen, where the banner has no room for it. */
  account: { name: string; label: string; href: string; signOut: { action: string; text: string } } | null;
};

/** views/partials/text-area.ejs: as a text field, for a few sentences. */
export type TextArea = {
  name: string;
  label: string;
  hint: string | null;
  value: string;
  error: string | null;
};

/** views/partials/banner/languages.ejs: the switch keeps the page one is on. */
export type LanguagesModel = { label: string; languages: readonly LanguageLink[] };

/** views/partials/banner/citizen-banner.ejs: « Mon espace », the account and the three profiles. */
export type CitizenBannerModel = { shell: Shell };

/** views/partials/banner/staff-banner.ejs: in its own colour, so that nobody takes it for the citizens'. */
export type StaffBannerModel = { shell: Shell; banner: StaffBanner };
