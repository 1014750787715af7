import type { App } from '../../../../app.ts';
import { withinMs } from '../../../../platform/bounded-time.ts';
import { type Listed, listPage } from '../../../../web/form/paging.ts';
import type { HandledSubmission } from './handled-submission.ts';
import {
  type HandledAsked,
  listHandledSubmissions,
  listSearchedSubmissions,
  MATCHED_AT_MOST,
} from './handled-submissions.repository.ts';
import { searchTerms } from './search-terms.ts';

/**
 * `too-short`: less than three letters or digits in a row. `too-common`: it would take too long to find. `more`: more
 * submissions have these words than a search goes through, so that some are not in the list.
 */
export type Searched =
  | { ok: true; listed: Listed<HandledSubmission>; more: boolean }
  | { ok: false; problem: 'too-short' | 'too-common' };

const SEARCH_MS = 300;

/** Returns one page of the list, or why its search is refused: what is too short asks the database nothing. */
export async function searchSubmissions(
  { db }: Pick<App, 'db'>,
  { asked, ...list }: Omit<HandledAsked, 'limit'>,
): Promise<Searched> {
  const { q } = list.filter;
  if (q === null) {
    const listed = await listPage(asked, (page) => listHandledSubmissions(db, { ...list, ...page }));
    return { ok: true, listed, more: false };
  }
  if (searchTerms(q) === null) return { ok: false, problem: 'too-short' };
  // A search of very common words would hold others up.
  const found = await withinMs(db, SEARCH_MS, async (tx) => {
    let matched = 0;
    const listed = await listPage(asked, async (page) => {
      const searched = await listSearchedSubmissions(tx, { ...list, ...page });
      matched = searched.matched;
      return searched.rows;
    });
    return { listed, more: matched > MATCHED_AT_MOST };
  });
  return found === null ? { ok: false, problem: 'too-common' } : { ok: true, ...found };
}
