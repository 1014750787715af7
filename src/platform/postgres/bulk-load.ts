import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { type CopyToStreamQuery, from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type Database, Db, type Sql, Transaction } from '../database.ts';

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
  async copy(statement: Sql, text: AsyncIterable<string | Buffer>): Promise<number> {
    const into = this.#client.query(copyFrom(statement.text));
    await pipeline(text, into);
    return into.rowCount;
  }
  /**
   * Replaces the rows of tables while their triggers do nothing. Tables that refer to them are emptied too. The names
   * are those of Postgres' catalogue.
   */
  async replaceRows(tables: readonly string[], fill: () => Promise<void>): Promise<void> {
    for (const table of tables) await this.#client.query(`alter table ${table} disable trigger user`);
    await this.#client.query(`truncate ${tables.join(', ')} cascade`);
    await fill();
    for (const table of tables) await this.#client.query(`alter table ${table} enable trigger user`);
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

/** The database as it was at one moment, whatever is written meanwhile. */
export class OneMoment extends Db {
  readonly at: Date;
  readonly #client: pg.PoolClient;
  constructor(client: pg.PoolClient, at: Date) {
    super(client);
    this.#client = client;
    this.at = at;
  }
  /** Streams what a « copy … to stdout » statement gives, in the text format of COPY; `rowCount` counts at the end. */
  copyOut(statement: string): CopyToStreamQuery {
    return this.#client.query(copyTo(statement));
  }
}

/**
 * Reads the database as it is at one moment, for as long as it takes. The advisory lock is taken before that moment and
 * held until the end. Instants are written in UTC, so that the same rows give the same bytes everywhere.
 */
export async function readOneMoment<T>(
  db: Database,
  lock: number,
  work: (moment: OneMoment) => Promise<T>,
): Promise<T> {
  const client = await db.pool.connect();
  try {
    await client.query('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = 0');
    await client.query(
      "set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'postgres'; set extra_float_digits = 1",
    );
    await client.query('select pg_advisory_lock($1)', [lock]);
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client.query<{ at: Date }>('select now() as at');
    const result = await work(new OneMoment(client, rows[0]?.at ?? new Date(Number.NaN)));
    await client.query('commit');
    // Postgres sees a closed connection a little later; a caller that waits for the lock would find it still taken.
    await client.query('select pg_advisory_unlock($1)', [lock]);
    return result;
  } finally {
    // Closing the connection ends the transaction, frees the lock and forgets the settings, whatever happened before.
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
