import type { TextInLanguage } from '../../../domain/localized-text.ts';
import type { Choice, ChoiceList } from '../../../web/form/choices.ts';
import type { EmailSlip } from '../../../web/form/email-slip.ts';
import type { SafeHtml } from '../../../web/page/html.ts';
import type { Condition } from '../definition/condition.ts';
import type { ItemField } from '../definition/field-definition.ts';
import type { Typed } from './field-kind.ts';

/** One input of a line: its name, what stands in it, the keyboard it asks for, and how wide it is in characters. */
export type Line = {
  name: string;
  value: string;
  inputmode: 'text' | 'numeric' | 'decimal' | 'email' | 'tel';
  autocomplete: string;
  width: 2 | 4 | 5 | 10 | 20 | null;
};
export type LineWidget = { look: 'line'; line: Line; unit: TextInLanguage | null; slip: EmailSlip | null };
export type AreaWidget = { look: 'area'; name: string; value: string; rows: number; max: number };
export type ChoiceShown = Choice & {
  /** The condition under which it may be chosen; null for always. */
  if: Condition | null;
};
export type ChoicesWidget = { look: ChoiceList['look']; name: string; choices: readonly ChoiceShown[] };
export type Option = { value: string; label: string; chosen: boolean };
export type SelectWidget = { look: 'select'; name: string; options: readonly Option[] };
/** Either a line or, where there are options, a list that drops down. */
export type Part = { label: string; line: Line; options: readonly Option[] | null };
export type PartsWidget = { look: 'parts'; beside: boolean; parts: readonly Part[] };
export type NoticeWidget = { look: 'notice'; html: SafeHtml; lang: string | null };
/** One that is there. `href` is null while nobody may have it. */
export type DocumentShown = { id: string; name: string; told: string; infected: boolean } & Record<
  'href' | 'copy',
  string | null
>;
/** views/partials/fields/document.ejs: its name, which is the link to it, and its size. */
export type DocumentLine = { document: DocumentShown; copyText: string };
export type DocumentsWidget = {
  look: 'documents';
  name: string;
  /** The extensions that a browser offers first. */
  accept: string;
  several: boolean;
  /** True when one must be removed before another is added. */
  full: boolean;
  told: string;
  documents: readonly DocumentShown[];
  words: Record<'add' | 'remove' | 'copy' | 'drop', string>;
};
/** Nothing to type here: the sentence says how the answer comes. */
export type LaterWidget = { look: 'later'; text: string };

/** The model from which the template of a field draws its control. */
export type Widget =
  | LineWidget
  | AreaWidget
  | ChoicesWidget
  | SelectWidget
  | PartsWidget
  | DocumentsWidget
  | NoticeWidget
  | LaterWidget;

/** Says which fields a browser may fill in (WCAG 1.3.5): only those about the person who files. */
const AUTOCOMPLETE: Readonly<Record<string, string>> = {
  firstName: 'given-name',
  lastName: 'family-name',
  email: 'email',
  phone: 'tel',
  organisationName: 'organization',
};

export function autocompleteOf(field: ItemField): string {
  const proposed = 'propose' in field ? field.propose : undefined;
  return AUTOCOMPLETE[proposed ?? ''] ?? 'off';
}

/** Ways in which a line differs from a plain text of any width. */
export type LineLook = Partial<Pick<Line, 'inputmode' | 'width'>> & { unit?: TextInLanguage | null };
type Shown = { typed: Typed; prefix: string };

/** A field of one line. */
export function lineWidget(
  field: Exclude<ItemField, { type: 'notice' }>,
  { typed, prefix }: Shown,
  { inputmode = 'text', width = null, unit = null }: LineLook = {},
): LineWidget {
  const name = `${prefix}${field.id}`;
  const value = typed[name]?.[0] ?? '';
  const line = { name, value, inputmode, autocomplete: autocompleteOf(field), width };
  return { look: 'line', line, unit, slip: null };
}

/** Returns the typed values of a field that has only one control. */
export function typedIn(field: { id: string }, prefix: string, ...values: string[]): Typed {
  return { [`${prefix}${field.id}`]: values };
}
