import { type Sql, sql } from './database.ts';

/** A page of a list: the first one, or what stands beside the row of that id, further on or back towards the beginning. */
export type PageAsked = { going: 'on' | 'back'; from: string } | null;
/** `limit` rows at most, in the order of the list, or against it when going back. */
export type PageOfRows = { asked: PageAsked; limit: number };

type Order = {
  /** Columns of our own, the last of them unique: « signed_in_at », « id ». */
  by: readonly string[];
  newestFirst: boolean;
  /** Selects those columns of the row of that id, where it may be read. */
  row: (id: string) => Sql;
};

/**
 * By key, never by offset: a page far back costs as much as the first, and none repeats or skips a row when others are
 * written meanwhile. Where the row is gone nothing is found.
 */
export function pageSql({ asked, limit }: PageOfRows, { by, newestFirst, row }: Order): { beyond: Sql; order: Sql } {
  const descending = newestFirst === (asked?.going !== 'back');
  const order = `${by.map((column) => (descending ? `${column} desc` : column)).join(', ')} limit `;
  const key: Sql = { text: `(${by.join(', ')}) ${descending ? '<' : '>'} `, values: [] };
  return {
    beyond: asked === null ? sql`true` : sql`${key}(${row(asked.from)})`,
    order: sql`${{ text: order, values: [] }}${limit}`,
  };
}
