import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { Database } from '../../src/platform/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { createPool } from '../../src/platform/postgres/pool.ts';
import { servingUrlOf } from '../../src/prepare.ts';
import { atTheEnd } from './cleanup.ts';

export type TestDatabase = {
  /** The URL of the role that owns the tables, by which a test may change them. */
  url: string;
  /** The URL of the role by which the portal serves. */
  servingUrl: string;
  /** Connects as the serving role, so that each test proves that this role has the rights it needs. */
  db: Database;
};

/**
 * Creates a database for this test file, cloned from the migrated template (or from another one), and drops it at the
 * end of the file.
 */
export async function createTestDatabase(template = 'template_portal'): Promise<TestDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  if (server === undefined) throw new Error('run the tests with `npm test`, or `npm test -- path/of/one.test.ts`');
  const name = `test_${randomBytes(6).toString('hex')}`;
  // The other strategy of Postgres writes every page to the write-ahead log too.
  await administer(server, `create database ${name} template ${template} strategy file_copy`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const servingUrl = servingUrlOf(url.href);
  const db = new Database(createPool({ url: servingUrl, max: 10, log: createLog('silent'), longWork: true }));
  atTheEnd(async () => {
    await db.end();
    await administer(server, `drop database ${name} with (force)`);
  });
  return { url: url.href, servingUrl, db };
}

/** Connects as the owner of the tables, who may change them, until the end of the test file. */
export function ownerDatabase(url: string): Database {
  const db = new Database(createPool({ url, max: 10, log: createLog('silent'), longWork: true }));
  atTheEnd(() => db.end());
  return db;
}

/**
 * Runs statements as the owner of the tables, on a connection of its own, without the limit of 5 s that the portal sets, as a busy machine may need
 * more.
 */
export const fillDatabase = (url: string, statements: string, values?: unknown[]): Promise<void> =>
  administer(url, statements, values);

async function administer(server: string, statement: string, values?: unknown[]): Promise<void> {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    await admin.query(statement, values);
  } finally {
    await admin.end();
  }
}
