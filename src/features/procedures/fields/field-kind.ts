import type { Language } from '../../../domain/language.ts';
import type { LocalDate } from '../../../domain/local-date.ts';
import type { TextKey } from '../../../locales/keys.ts';
import type { TextValues, Translate } from '../../../web/page/texts.ts';
import type { Answer } from '../definition/answers.ts';
import type { ItemField } from '../definition/field-definition.ts';
import type { Widget } from './widget.ts';

/** The typed values of a form by the names of its controls. A name that was sent several times has several values. */
export type Typed = Readonly<Record<string, readonly string[]>>;

/**
 * `today` is the day in Brussels, from which limits such as « today+7d » count. `prefix` stands before the names of the
 * controls.
 */
export type Asking = { today: LocalDate; prefix: string };

/** Why an answer is refused: the control to go to, and the key of a sentence that says how to repair it. */
export type Refused = { ok: false; control: string; key: ProblemKey; values?: TextValues };
/** `answer` is undefined when the field was left empty. */
export type Reading = { ok: true; answer: Answer | undefined } | Refused;
export type ProblemKey = Extract<
  TextKey,
  `procedures:problem.${string}` | `web:date.problem${string}` | 'web:error.choice.missing'
>;

/**
 * A document as pages name it. `path` is where it is handed out, without the language; `hasCopy` tells whether a JPEG of
 * a photo in HEIC is there too, at `path` with « .jpg ».
 */
export type KnownDocument = Readonly<{
  name: string;
  bytes: number;
  state: 'pending' | 'clean' | 'infected' | 'unscanned';
  path: string;
  hasCopy: boolean;
}>;
/** Documents by the ids that answers hold. */
export type KnownDocuments = ReadonlyMap<string, KnownDocument>;
/** The person for whom an answer is put into words. */
export type Reader = { t: Translate; language: Language; documents?: KnownDocuments };
/** The values to show in the controls, with who reads them. */
export type Showing = { typed: Typed; prefix: string; reader: Reader };
/** A cell of an export: numbers and days are what they are, all the rest is text. */
export type Cell = string | number | { date: LocalDate };

/** All that a type of field knows: its controls, how they are drawn and read, and an answer in words and in an export. */
export type FieldKind<Field extends ItemField = ItemField> = {
  /** Returns the names of its controls, without the prefix, in the order of the page. */
  controls(field: Field): readonly string[];
  read(field: Field, typed: Typed, asking: Asking): Reading;
  /**
   * Returns the values that the controls show for an answer. Read again they are the same answer, except for the mask
   * of a national number.
   */
  typed(field: Field, answer: Answer, prefix: string): Typed;
  widget(field: Field, showing: Showing): Widget;
  words(field: Field, answer: Answer, reader: Reader): string;
  cell(field: Field, answer: Answer, documents?: KnownDocuments): Cell;
};

/** The definition of a field of that type. */
export type FieldOf<Type extends ItemField['type']> = Extract<ItemField, { type: Type }>;
