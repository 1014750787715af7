import type { Sql } from '../database.ts';

/**
 * Returns `limit 21` with the number in the text of the statement, for a list that an index gives in its order. Sent as
 * a parameter the number is not known when Postgres plans a named statement for all values: it takes the limit for a
 * tenth of the rows, finds that plan too dear, and plans anew at each call, which takes longer than to read a page
 * (`choose_custom_plan` in its `plancache.c`). To count at most so many of one value, send a parameter: planned for all
 * values, a rare one is looked for in the whole table. `rows` must come from the code: each number is one statement more.
 */
export function limitTo(rows: number): Sql {
  if (!Number.isSafeInteger(rows) || rows < 0) throw new Error(`no number of rows: ${rows}`);
  return { text: `limit ${rows}`, values: [] };
}
