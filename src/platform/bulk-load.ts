import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type Database, type Sql, Transaction } from './database.ts';

/** A transaction into which rows can be streamed. */
export class BulkTransaction extends Transaction {
  readonly #client: pg.PoolClient;
  constructor(client: pg.PoolClient) {
    super(client);
    this.#client = client;
  }
  /**
   * Copies rows with a « copy … from stdin » statement, as fast as Postgres accepts them. `text` is in the text format
   * of COPY. Returns the number of rows copied.
   */
  async copy(statement: Sql, text: AsyncIterable<string>): Promise<number> {
    const into = this.#client.query(copyFrom(statement.text));
    await pipeline(text, into);
    return into.rowCount;
  }
}

/**
 * Runs long work that no request waits for: without time limits, and with more memory for sorting. Like every
 * transaction, it is committed as a whole or not at all.
 */
export async function bulkTransaction<T>(db: Database, work: (tx: BulkTransaction) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  try {
    await client.query('begin');
    await client.query('set local statement_timeout = 0');
    await client.query('set local idle_in_transaction_session_timeout = 0');
    await client.query("set local work_mem = '64MB'");
    const result = await work(new BulkTransaction(client));
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    // Closes the connection: after minutes of streaming, or an interrupted copy, it is not given to anybody else.
    client.release(true);
  }
}

type CopyValue = string | null;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Returns one line in the text format of COPY. The values may hold any character but NUL. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = '';
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? null;
    line += (index === 0 ? '' : '\t') + (value === null ? '\\N' : escaped(value));
  }
  return `${line}\n`;
}

function escaped(value: string): string {
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (found) => ESCAPES[found] ?? found) : value;
}
