import type { Language } from '../../../domain/language.ts';
import type { LocalDate } from '../../../domain/local-date.ts';
import type { TextKey } from '../../../locales/keys.ts';
import type { TextValues, Translate } from '../../../web/page/texts.ts';
import type { Answer } from '../definition/answers.ts';
import type { ItemField } from '../definition/field-definition.ts';

/** What was typed in the controls of a form, by name; a name that was sent several times holds several. */
export type Typed = Readonly<Record<string, readonly string[]>>;

/** The day in Brussels, which limits such as « today+7d » count from, and what stands before the names of the controls. */
export type Asking = { today: LocalDate; prefix: string };

/** Why an answer is refused: the control to go to, and a sentence that says how to repair. */
export type Refused = { ok: false; control: string; key: ProblemKey; values?: TextValues };
/** `answer` is undefined where the field was left empty. */
export type Reading = { ok: true; answer: Answer | undefined } | Refused;
export type ProblemKey = Extract<TextKey, `procedures:problem.${string}`>;

/** For whom an answer is put into words. */
export type Reader = { t: Translate; language: Language };
/** A cell of an export: numbers and days are what they are, all the rest is text. */
export type Cell = string | number | { date: LocalDate };

/** All that a type of field knows: its controls, how what was typed is read, and an answer in words and in an export. */
export type FieldKind<Field extends ItemField = ItemField> = {
  /** The names of its controls, in the order of the page, each after the prefix. */
  controls(field: Field): readonly string[];
  read(field: Field, typed: Typed, asking: Asking): Reading;
  words(field: Field, answer: Answer, reader: Reader): string;
  cell(field: Field, answer: Answer): Cell;
};

/** The field of that type, as the definition has it. */
export type FieldOf<Type extends ItemField['type']> = Extract<ItemField, { type: Type }>;
