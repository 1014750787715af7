export type SummaryLine = { text: string; strong: boolean; href: string | null; newTab: boolean };
export type Change = { href: string; text: string };
export type SummaryRow = { label: string; lines: readonly SummaryLine[]; change: Change | null };
/**
 * The model of views/partials/summary-list.ejs: labelled facts, each with a link to change it where it can be changed.
 */
export type SummaryList = { rows: readonly SummaryRow[] };

type Line = string | (Pick<SummaryLine, 'text'> & Partial<SummaryLine>);

/** Returns one fact: its label, and one or several lines. */
export function summaryRow(label: string, lines: Line | readonly Line[], change: Change | null = null): SummaryRow {
  return { label, lines: [lines].flat().map(lineOf), change };
}

function lineOf(line: Line): SummaryLine {
  const plain = { strong: false, href: null, newTab: false };
  return typeof line === 'string' ? { ...plain, text: line } : { ...plain, ...line };
}
