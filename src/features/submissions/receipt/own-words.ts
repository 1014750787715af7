import type { TextInLanguage } from '../../../domain/localized-text.ts';
import type { PdfBlock, PdfRow } from '../../../platform/pdf/pdf-document.ts';

/** A text of ours, which is in the language of the whole document. */
export const own = (text: string): TextInLanguage => ({ text, lang: null });

export const headingOf = (text: string): PdfBlock => ({ kind: 'heading', text: own(text) });
export const paragraphOf = (text: string): PdfBlock => ({ kind: 'paragraph', text: own(text) });
export const rowOf = (label: string, ...lines: readonly string[]): PdfRow => ({ label: own(label), lines });
