import type { Db } from '../../../../platform/database.ts';
import { RowId } from '../../../../web/form/row-id.ts';
import { findSavedView, type SavedView } from '../saved-views/saved-views.repository.ts';
import { type HandledFilter, handledQuery, readHandledFilter } from './handled-filter.ts';

/** The list that an address asks for. */
export type AskedList = {
  filter: HandledFilter;
  /** The saved view that is shown as it was saved; null where none is. */
  saved: SavedView | null;
  /**
   * True when the address names a saved view that is gone or that this agent may not see; the whole list is shown
   * instead.
   */
  gone: boolean;
  /** The query of the list's address, without its page: « ?view=mine », or nothing for all. */
  query: string;
};
type Asking = { agentId: string; query: Readonly<Record<string, unknown>> };

/** Reads the query of an address. What is asked for beside a saved view goes before what the view says. */
export async function readAskedList(db: Db, { agentId, query: asked }: Asking): Promise<AskedList> {
  const { view, after: _, ...beside } = asked;
  const id = RowId.safeParse(view);
  if (!id.success) {
    const filter = readHandledFilter(asked);
    return { filter, saved: null, gone: false, query: handledQuery(filter) };
  }
  const saved = await findSavedView(db, { id: id.data, agentId });
  const kept = Object.fromEntries(new URLSearchParams(saved?.query ?? ''));
  const filter = readHandledFilter({ ...kept, ...beside });
  const asSaved = saved !== null && handledQuery(filter) === saved.query;
  return {
    filter,
    saved: asSaved ? saved : null,
    gone: saved === null,
    query: asSaved ? `?view=${saved.id}` : handledQuery(filter),
  };
}
