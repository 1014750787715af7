import type { TextInLanguage } from '../../../domain/localized-text.ts';
import type { PdfBlock, PdfRow } from '../../../platform/pdf/pdf-document.ts';

/** A text of the portal, which is in the language of the whole document. */
export const own = (text: string): TextInLanguage => ({ text, lang: null });

export const headingOf = (text: string): PdfBlock => ({ kind: 'heading', text: own(text) });
export const paragraphOf = (text: string): PdfBlock => ({ kind: 'paragraph', text: own(text) });
/** A text of the portal needs no mark; a text that may be in another language names its language. */
export function rowOf(label: string, ...lines: readonly (string | TextInLanguage)[]): PdfRow {
  return { label: own(label), lines: lines.map((line) => (typeof line === 'string' ? own(line) : line)) };
}
