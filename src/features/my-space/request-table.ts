import type { SafeHtml } from '../../web/page/html.ts';
import { namedText } from '../../web/page/named-text.ts';
import type { Shell } from '../../web/page/shell.ts';
import type { Translate } from '../../web/page/texts.ts';
import type { SubmissionRow } from '../submissions/list/submission-rows.ts';

/**
 * The model of views/partials/my-space/request-table.ejs: a table on a wide screen, and on a narrow one a card for each
 * request, with the headings repeated.
 */
export type RequestTable = {
  label: string;
  headings: Readonly<Record<'request' | 'profile' | 'status' | 'changed' | 'expected', string>>;
  nothing: string;
  rows: (SubmissionRow & { filedByText: SafeHtml | null })[];
};

export function requestTable(rows: readonly SubmissionRow[], { t }: Shell): RequestTable {
  return {
    label: t('submissions:rows.label'),
    headings: {
      request: t('submissions:rows.request'),
      profile: t('submissions:rows.profile'),
      status: t('web:word.status'),
      changed: t('submissions:rows.changed'),
      expected: t('submissions:rows.expected'),
    },
    nothing: t('submissions:rows.nothing'),
    rows: rows.map((row) => ({
      ...row,
      ...(row.status === 'delivered' && !row.destroyed ? leadToDocument(row, t) : {}),
      filedByText: row.filedBy === null ? null : namedText(t, 'submissions:rows.filedBy', { person: row.filedBy }),
    })),
  };
}

/** The row of a delivered request links to its document, which waits to be downloaded. */
const leadToDocument = ({ href }: SubmissionRow, t: Translate) => ({
  href: `${href}#issued`,
  expected: t('submissions:rows.documentReady'),
});

/** The model of views/partials/my-space/waiting-row.ejs: `action` says what the citizen has to do. */
export type WaitingRow = { row: SubmissionRow; action: string };

export function waitingRow(row: SubmissionRow, { t }: Shell): WaitingRow {
  const action = t(
    row.status === 'awaiting-payment' ? 'my-space:waiting.awaiting-payment' : 'my-space:waiting.to-complete',
  );
  const href: typeof row.href = row.status === 'to-complete' ? `${row.href}/completion` : row.href;
  return { row: { ...row, href }, action };
}

type Way = { href: string; text: string };
/** The model of views/partials/my-space/no-requests.ejs: why the list is empty, and what can be done next. */
export type NoRequests = { title: string; text: string; ways: Way[] };

export function noRequests(filtered: boolean, { t, at }: Shell): NoRequests {
  if (filtered) {
    return {
      title: t('my-space:filter.none'),
      text: t('my-space:filter.noneHelp'),
      ways: [{ href: `${at('/my-space')}#requests`, text: t('my-space:filter.clear') }],
    };
  }
  return {
    title: t('my-space:empty'),
    text: t('my-space:emptyHelp'),
    ways: [
      { href: at('/procedures'), text: t('my-space:emptyStart') },
      { href: at('/contact'), text: t('my-space:emptyContact') },
    ],
  };
}

/**
 * Returns the links under the list: to the whole list again, and to the same rows as a sheet. `query` holds its
 * filters.
 */
export function listWays(query: string, { t, at }: Shell): Way[] {
  const sheet = { href: `${at('/my-space/submissions.xlsx')}${query}`, text: t('my-space:sheet.link') };
  const clear = { href: `${at('/my-space')}#requests`, text: t('my-space:filter.clear') };
  return query === '' ? [sheet] : [clear, sheet];
}
