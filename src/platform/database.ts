import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { z } from 'zod';

type Scalar = string | number | boolean | Date | Buffer | null;
/**
 * The values that may be sent as parameters. An array is sent as a Postgres array. `undefined` is excluded, as no
 * column can hold it.
 */
export type SqlValue = Scalar | readonly Scalar[];
export type Sql = { readonly text: string; readonly values: readonly SqlValue[] };

/**
 * Builds a statement: every interpolated value becomes a numbered parameter, and a nested `sql` fragment is inserted in
 * place.
 */
export function sql(strings: TemplateStringsArray, ...parts: readonly (SqlValue | Sql)[]): Sql {
  let text = strings[0] ?? '';
  const values: SqlValue[] = [];
  parts.forEach((part, index) => {
    if (isSql(part)) {
      text += part.text.replace(/\$(\d+)/g, (_, n: string) => `$${values.length + Number(n)}`);
      values.push(...part.values);
    } else {
      values.push(part);
      text += `$${values.length}`;
    }
    text += strings[index + 1] ?? '';
  });
  return { text, values };
}

function isSql(part: SqlValue | Sql): part is Sql {
  return typeof part === 'object' && part !== null && 'text' in part && 'values' in part;
}

const statementNames = new Map<string, string>();

/**
 * Returns a name made from the text of a statement. Postgres parses and plans an unnamed statement at each call; naming
 * it halves that work.
 */
export function statementName(text: string): string {
  let name = statementNames.get(text);
  if (name === undefined) {
    name = `s_${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`;
    statementNames.set(text, name);
  }
  return name;
}

type Queryable = {
  query(config: pg.QueryConfig): Promise<Pick<pg.QueryResult, 'rows' | 'rowCount'>>;
};

/** Reads rows and returns them as their schema parses them. */
export class Db {
  readonly #on: Queryable;
  constructor(on: Queryable) {
    this.#on = on;
  }
  async many<S extends z.ZodType>(row: S, query: Sql): Promise<z.output<S>[]> {
    const { rows } = await this.send(query);
    return rows.map((raw) => row.parse(raw));
  }
  async maybe<S extends z.ZodType>(row: S, query: Sql): Promise<z.output<S> | null> {
    const rows = await this.many(row, query);
    if (rows.length > 1) throw new Error(`expected at most one row, got ${rows.length}`);
    return rows[0] ?? null;
  }
  async one<S extends z.ZodType>(row: S, query: Sql): Promise<z.output<S>> {
    const found = await this.maybe(row, query);
    if (found === null) throw new Error('expected one row, got none');
    return found;
  }
  protected send(query: Sql) {
    return this.#on.query({ name: statementName(query.text), text: query.text, values: [...query.values] });
  }
}

/**
 * Every insert, update and delete asks for this type, which only `Database.transaction` creates: a write outside a
 * transaction does not compile.
 */
export class Transaction extends Db {
  declare private readonly brand: 'transaction';
  /** Returns the number of rows inserted, updated or deleted. */
  async run(query: Sql): Promise<number> {
    return (await this.send(query)).rowCount ?? 0;
  }
}

export class Database extends Db {
  readonly pool: pg.Pool;
  constructor(pool: pg.Pool) {
    super(pool);
    this.pool = pool;
  }
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      const result = await work(new Transaction(client));
      const { command } = await client.query('commit');
      // After a statement failed and its error was caught inside `work`, Postgres answers the commit with ROLLBACK.
      if (command !== 'COMMIT') throw new Error('the transaction was rolled back: an error inside it was swallowed');
      client.release();
      return result;
    } catch (error) {
      await giveBack(client, error);
      throw error;
    }
  }
  end(): Promise<void> {
    return this.pool.end();
  }
}

/** A connection that did not answer in time is closed: what it answers later would be taken for something else. */
async function giveBack(client: pg.PoolClient, error: unknown): Promise<void> {
  if (isUnanswered(error)) return client.release(error);
  await client.query('rollback').then(
    () => client.release(),
    (broken: Error) => client.release(broken),
  );
}

function isUnanswered(error: unknown): error is Error {
  return error instanceof Error && error.message === 'Query read timeout';
}

/** Error codes of the network, as the operating system names them. */
const UNREACHABLE: ReadonlySet<string> = new Set(
  'ECONNREFUSED ECONNRESET ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH EPIPE ETIMEDOUT'.split(' '),
);

/**
 * SQLSTATE codes and classes (Postgres manual, appendix A) of errors that pass by themselves, or once an operator has
 * repaired the cause.
 */
const UNAVAILABLE_STATES: readonly string[] = [
  '08', // the connection failed
  '25006', // read-only: a standby, or a server that an operator has set to read-only
  '25P03', // idle too long in a transaction
  '40001', // two concurrent transactions could not be serialised
  '40P01', // deadlock
  '53', // disk full, out of memory, too many connections
  '55000', // the database takes no connections
  '55P03', // a lock was not given within two seconds
  '57014', // cancelled, mostly by the limit of five seconds
  '57P01', // shutting down
  '57P02', // after a crash
  '57P03', // starting up
  '58030', // reading or writing failed
];

/**
 * Returns true when the error means that Postgres cannot be reached or does not answer now, and false for a wrong
 * statement. A statement that waited two seconds for a lock (55P03), or was cancelled after five (57014), counts as the
 * former: many requests want the same row or table at once.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (UNREACHABLE.has(code) || UNAVAILABLE_STATES.some((state) => code.length === 5 && code.startsWith(state)))
    return true;
  return /timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered/.test(
    error.message,
  );
}

/**
 * Returns true when this unique index or key refused a row because a concurrent transaction had inserted the same
 * value. A violation of another constraint is another error.
 */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  if (!(error instanceof Error && 'code' in error && 'constraint' in error)) return false;
  return error.code === '23505' && error.constraint === constraint;
}
