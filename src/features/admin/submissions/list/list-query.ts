import { z } from 'zod';
import { pageAsked } from '../../../../web/form/paging.ts';
import { type HandledFilter, handledQuery, readHandledFilter } from './handled-filter.ts';

/** Returns the query that leads to the same page of the list: its view, filters and order, and how far one had read. */
export function listQuery(filter: HandledFilter, after: unknown): string {
  const query = handledQuery(filter);
  if (typeof after !== 'string' || pageAsked(after, z.uuid()) === null) return query;
  return `${query === '' ? '?' : `${query}&`}${new URLSearchParams({ after })}`;
}

/** Returns the query of a list that a form or an address brought along, once it was read: nothing strange comes back. */
export function readListQuery(typed: unknown): string {
  if (typeof typed !== 'string') return '';
  const { after, ...asked } = Object.fromEntries(new URLSearchParams(typed));
  return listQuery(readHandledFilter(asked), after);
}
