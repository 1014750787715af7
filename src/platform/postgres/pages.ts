import { type Sql, sql } from '../database.ts';
import { limitTo } from './limit.ts';

/**
 * The page of a list that was asked for: null for the first page, or the rows that follow (`on`) or precede (`back`)
 * the row with the id `from`.
 */
export type PageAsked = { going: 'on' | 'back'; from: string } | null;
/** Asks for at most `limit` rows, in the order of the list, or in the reverse order when going back. */
export type PageOfRows = { asked: PageAsked; limit: number };

type Order = {
  /** Names of columns, written in the code and never by a visitor, the last one unique: « signed_in_at », « id ». */
  by: readonly string[];
  newestFirst: boolean;
  /** Returns a query for those columns of the row with that id, if the reader may see it. */
  row: (id: string) => Sql;
};

/**
 * Returns the condition and the order of a page by key, never by offset: a far page costs as much as the first, and no
 * row is shown twice or left out when others are written meanwhile. When the row `from` no longer exists, no row is
 * found.
 */
export function pageSql({ asked, limit }: PageOfRows, { by, newestFirst, row }: Order): { beyond: Sql; order: Sql } {
  const descending = newestFirst === (asked?.going !== 'back');
  const order = by.map((column) => (descending ? `${column} desc` : column)).join(', ');
  const key: Sql = { text: `(${by.join(', ')}) ${descending ? '<' : '>'} `, values: [] };
  return {
    beyond: asked === null ? sql`true` : sql`${key}(${row(asked.from)})`,
    order: sql`${{ text: order, values: [] }} ${limitTo(limit)}`,
  };
}
