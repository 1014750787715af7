import type { Language } from '../../domain/language.ts';
import type { TextInLanguage } from '../../domain/localized-text.ts';

/** A question and its answer, which the structure of the file ties together. An answer has one or more lines. */
export type PdfRow = { label: TextInLanguage; lines: readonly TextInLanguage[] };

export type PdfBlock =
  | { kind: 'heading'; text: TextInLanguage }
  | { kind: 'paragraph'; text: TextInLanguage }
  | { kind: 'rows'; rows: readonly PdfRow[] }
  | { kind: 'list'; items: readonly TextInLanguage[] }
  /** `path` is the `d` of an SVG path in a square of `size` units; `alt` says what it shows. */
  | { kind: 'picture'; path: string; size: number; alt: string };

/** A text document that knows nothing of paper: src/platform/pdf/write-pdf.ts gives it pages. It is data, which a thread can send. */
export type PdfDocument = {
  language: Language;
  /** The title in the properties of the file; `heading` is the one printed on the first page. */
  title: string;
  heading: string;
  author: string;
  /** Stand above the title, the first one in bold. */
  masthead: readonly string[];
  /** The colour of the line under the masthead, such as « #005ea8 ». */
  colour: string;
  madeAt: Date;
  blocks: readonly PdfBlock[];
  /** Stands at the foot of each page, with its number and how many there are for « {page} » and « {pages} ». */
  footer: { left: string; right: string };
  /** Stands at the end when a sign could not be printed, « □ » standing in its place. */
  unprintable: string;
};
