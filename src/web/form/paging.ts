import { z } from 'zod';
import type { PageAsked, PageOfRows } from '../../platform/pages.ts';
import type { Translate } from '../page/texts.ts';

export const ROWS_A_PAGE = 20;

/** views/partials/paging.ejs: nothing where the whole list stands on the page. */
export type Paging = { label: string; newer: PageLink | null; older: PageLink | null };
type PageLink = { href: string; text: string; rel: 'prev' | 'next' };
/** The rows of a page, and the `after` of those before and after it. */
export type Listed<Row> = { rows: Row[]; previous: string | null; next: string | null };

const Key = z.tuple([z.enum(['on', 'back']), z.string()]);

/** From `?after=`, which nobody reads but us; what is none of ours is the first page. `id` is that of a row. */
export function pageAsked(after: unknown, id: z.ZodType<string>): PageAsked {
  const words = typeof after === 'string' ? Buffer.from(after, 'base64url').toString('utf8').split(' ') : [];
  const key = Key.safeParse(words);
  if (!key.success) return null;
  const [going, from] = key.data;
  return id.safeParse(from).success ? { going, from } : null;
}

const after = (going: 'on' | 'back', { id }: { id: string }): string =>
  Buffer.from(`${going} ${id}`).toString('base64url');

/** One page of what `list` reads. Where rows have gone meanwhile, so that a page back is not full, the first page. */
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

type Address = { path: string; newestFirst: boolean; t: Translate };

export function pagingOf({ previous, next }: Listed<unknown>, { path, newestFirst, t }: Address): Paging {
  const link = (key: string | null, rel: PageLink['rel']): PageLink | null => {
    const text = t((rel === 'next') === newestFirst ? 'web:paging.older' : 'web:paging.newer');
    return key === null ? null : { href: `${path}?after=${key}`, text, rel };
  };
  const [before, beyond] = [link(previous, 'prev'), link(next, 'next')];
  return {
    label: t('web:paging.label'),
    newer: newestFirst ? before : beyond,
    older: newestFirst ? beyond : before,
  };
}
