import type { App } from '../../../../app.ts';
import type { LocalDate } from '../../../../domain/local-date.ts';
import { withinMs } from '../../../../platform/bounded-time.ts';
import { readHandledFilter } from '../list/handled-filter.ts';
import { countHandledSubmissions } from '../list/handled-submissions.repository.ts';
import type { SavedView } from './saved-views.repository.ts';

type Reader = { agentId: string; today: LocalDate };

const COUNTED_AT_MOST = 1001;
const EACH_MS = 50;
const GIVEN_UP_AT_MOST = 2;

/**
 * Counts what each view holds for who looks, 1,001 at most. A view with a filter that no index serves could read a
 * department whole: a count that takes too long is given up, and after the second one so are those that remain. A view
 * without a count is not in what is returned.
 */
export async function countSavedViews(
  { db }: Pick<App, 'db'>,
  { views, ...reader }: Reader & { views: readonly Pick<SavedView, 'id' | 'query'>[] },
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const left = [...views];
  for (let tries = 0; left.length > 0 && tries < GIVEN_UP_AT_MOST; tries += 1) {
    await withinMs(db, EACH_MS, async (tx) => {
      // A view whose count was given up has left the list already, so that the next try goes on behind it.
      for (let view = left.shift(); view !== undefined; view = left.shift()) {
        const filter = readHandledFilter(Object.fromEntries(new URLSearchParams(view.query)));
        counts.set(view.id, await countHandledSubmissions(tx, { ...reader, filter, atMost: COUNTED_AT_MOST }));
      }
      return counts;
    });
  }
  return counts;
}
