import { z } from 'zod';
import { Db, type Sql, type SqlValue, sql } from '../database.ts';

/** Accepts any row: its own schema parses it afterwards. */
const RawRow = z.unknown();
const RowsOfEach = z.strictObject({ rows: z.array(z.array(RawRow)) });

type Answer = { rows: unknown[]; rowCount: number };
type Read = { query: Sql; done(answer: Answer): void; fail(error: unknown): void };

/**
 * Sends the reads that `work` begins at once as one statement, so that a page waits for Postgres once: a round trip
 * costs both sides as much as a short statement does. What `work` reads later is sent by itself. The rows come as JSON,
 * so their schemas read a moment by `z.coerce.date`. Where a statement fails, each read that went with it rejects.
 */
export function readTogether<T>(db: Db, work: (together: Db) => Promise<T>): Promise<T> {
  const reads: Read[] = [];
  let sent = false;
  const together = new Db({
    async query({ text, values = [] }) {
      const query = { text, values: values as SqlValue[] };
      if (sent) return answerOf(await db.many(RawRow, query));
      return new Promise<Answer>((done, fail) => reads.push({ query, done, fail }));
    },
  });
  const result = work(together);
  sent = true;
  if (reads.length > 0) void answerAll(db, reads);
  return result;
}

async function answerAll(db: Db, reads: readonly Read[]): Promise<void> {
  try {
    const { rows } = await db.one(RowsOfEach, oneStatement(reads.map(({ query }) => query)));
    for (const [index, { done }] of reads.entries()) done(answerOf(rows[index] ?? []));
  } catch (error) {
    for (const { fail } of reads) fail(error);
  }
}

function oneStatement(queries: readonly Sql[]): Sql {
  const each = queries.map((query) => sql`(select coalesce(json_agg(one), '[]') from (${query}) one)`);
  return sql`select json_build_array(${each.reduce((all, one) => sql`${all}, ${one}`)}) as rows`;
}

const answerOf = (rows: unknown[]): Answer => ({ rows, rowCount: rows.length });
