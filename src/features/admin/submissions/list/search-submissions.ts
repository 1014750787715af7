import type { App } from '../../../../app.ts';
import { isDatabaseUnavailable } from '../../../../platform/database.ts';
import { type Listed, listPage } from '../../../../web/form/paging.ts';
import type { HandledSubmission } from './handled-submission.ts';
import {
  type HandledAsked,
  listHandledSubmissions,
  listSearchedSubmissions,
} from './handled-submissions.repository.ts';
import { searchTerms } from './search-terms.ts';

/** `too-short`: less than three letters or digits in a row. `too-common`: it would take too long to find. */
export type Searched =
  | { ok: true; listed: Listed<HandledSubmission> }
  | { ok: false; problem: 'too-short' | 'too-common' };

/** Returns one page of the list, or why its search is refused: what is too short asks the database nothing. */
export async function searchSubmissions(
  { db }: Pick<App, 'db'>,
  { asked, ...list }: Omit<HandledAsked, 'limit'>,
): Promise<Searched> {
  const { q } = list.filter;
  if (q === null) {
    return { ok: true, listed: await listPage(asked, (page) => listHandledSubmissions(db, { ...list, ...page })) };
  }
  if (searchTerms(q) === null) return { ok: false, problem: 'too-short' };
  try {
    const listed = await listPage(asked, (page) =>
      db.transaction((tx) => listSearchedSubmissions(tx, { ...list, ...page })),
    );
    return { ok: true, listed };
  } catch (error) {
    if (isCancelled(error)) return { ok: false, problem: 'too-common' };
    throw error;
  }
}

/** Postgres says 57014 when a statement took longer than it may. */
function isCancelled(error: unknown): boolean {
  return isDatabaseUnavailable(error) && error instanceof Error && 'code' in error && error.code === '57014';
}
