import { pageAsked } from '../../../../web/form/paging.ts';
import { RowId } from '../../../../web/form/row-id.ts';
import { handledQuery, readHandledFilter } from './handled-filter.ts';

/** Returns the query that leads to the same page of a list, `query`, and to how far one had read. */
export function listQuery(query: string, after: unknown): string {
  if (typeof after !== 'string' || pageAsked(after) === null) return query;
  return `${query === '' ? '?' : `${query}&`}${new URLSearchParams({ after })}`;
}

/** Returns the query of a list that a form or an address brought along, once it was read: nothing strange comes back. */
export function readListQuery(typed: unknown): string {
  if (typeof typed !== 'string') return '';
  const { after, ...asked } = Object.fromEntries(new URLSearchParams(typed));
  const saved = RowId.safeParse(asked['view']);
  return listQuery(saved.success ? `?view=${saved.data}` : handledQuery(readHandledFilter(asked)), after);
}
