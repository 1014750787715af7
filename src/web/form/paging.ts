import { z } from 'zod';
import type { PageAsked, PageOfRows } from '../../platform/postgres/pages.ts';
import type { Translate } from '../page/texts.ts';
import { RowId } from './row-id.ts';

export const ROWS_A_PAGE = 20;

/** The model of views/partials/paging.ejs, which shows nothing when the whole list is on the page. */
export type Paging = { label: string; newer: PageLink | null; older: PageLink | null };
type PageLink = { href: string; text: string; rel: 'prev' | 'next' };
/** The rows of one page of a list, and the `after` values that lead to the page before it and the page after it. */
export type Listed<Row> = { rows: Row[]; previous: string | null; next: string | null };

const Key = z.tuple([z.enum(['on', 'back']), z.string()]);

/**
 * Reads `?after=`, a value that only this file writes and reads. Returns null, for the first page, when it is anything
 * else. `id` is the schema of a row's id, where it is not a UUID.
 */
export function pageAsked(after: unknown, id: z.ZodType<string> = RowId): PageAsked {
  const words = typeof after === 'string' ? Buffer.from(after, 'base64url').toString('utf8').split(' ') : [];
  const key = Key.safeParse(words);
  if (!key.success) return null;
  const [going, from] = key.data;
  return id.safeParse(from).success ? { going, from } : null;
}

const after = (going: 'on' | 'back', { id }: { id: string }): string =>
  Buffer.from(`${going} ${id}`).toString('base64url');

/**
 * Returns one page of what `list` reads. Returns the first page when a page has no rows any more, or when rows were
 * deleted so that a page reached by going back is not full.
 */
export async function listPage<Row extends { id: string }>(
  asked: PageAsked,
  list: (page: PageOfRows) => Promise<Row[]>,
): Promise<Listed<Row>> {
  const found = await list({ asked, limit: ROWS_A_PAGE + 1 });
  if (asked !== null && (found.length === 0 || (asked.going === 'back' && found.length < ROWS_A_PAGE))) {
    return listPage(null, list);
  }
  const back = asked?.going === 'back';
  const rows = found.slice(0, ROWS_A_PAGE);
  if (back) rows.reverse();
  const more = found.length > ROWS_A_PAGE;
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    rows,
    previous: first !== undefined && (back ? more : asked !== null) ? after('back', first) : null,
    next: last !== undefined && (back || more) ? after('on', last) : null,
  };
}

/** `path` may bring the filters of the list as a query. `anchor` is the id of the list, where it is not alone on its page. */
type Address = { path: string; anchor?: string; newestFirst: boolean; t: Translate };

export function pagingOf({ previous, next }: Listed<unknown>, { path, anchor, newestFirst, t }: Address): Paging {
  const address = `${path}${path.includes('?') ? '&' : '?'}after=`;
  const place = anchor === undefined ? '' : `#${anchor}`;
  const link = (key: string | null, rel: PageLink['rel']): PageLink | null => {
    const text = t((rel === 'next') === newestFirst ? 'web:paging.older' : 'web:paging.newer');
    return key === null ? null : { href: `${address}${key}${place}`, text, rel };
  };
  const [before, beyond] = [link(previous, 'prev'), link(next, 'next')];
  return {
    label: t('web:paging.label'),
    newer: newestFirst ? before : beyond,
    older: newestFirst ? beyond : before,
  };
}
