import type { TextInLanguage } from '../../domain/localized-text.ts';
import type { TagColour } from '../page/tag.ts';

/** A line of a fact: a text, a link where it has an address, a tag where it has a colour. A code has letters of one width. */
export type SummaryLine = TextInLanguage & {
  look: 'plain' | 'strong' | 'code';
  href: string | null;
  newTab: boolean;
  colour: TagColour | null;
};
export type Change = { href: string; text: string };
/** `doubt` is a question about what was answered, asked where it can be changed. */
export type SummaryRow = {
  label: TextInLanguage;
  lines: readonly SummaryLine[];
  doubt: string | null;
  change: Change | null;
};
/**
 * The model of views/partials/summary-list.ejs: labelled facts, each with a link to change it where it can be changed.
 */
export type SummaryList = { rows: readonly SummaryRow[] };

type Line = string | (Pick<SummaryLine, 'text'> & Partial<SummaryLine>);

/** Returns one fact: its label, and one or several lines. A tag is a line too. */
export function summaryRow(
  label: string | TextInLanguage,
  lines: Line | readonly Line[],
  change: Change | null = null,
): SummaryRow {
  const named = typeof label === 'string' ? { text: label, lang: null } : label;
  return { label: named, lines: [lines].flat().map(lineOf), doubt: null, change };
}

function lineOf(line: Line): SummaryLine {
  const plain = { lang: null, look: 'plain', href: null, newTab: false, colour: null } as const;
  return typeof line === 'string' ? { ...plain, text: line } : { ...plain, ...line };
}
