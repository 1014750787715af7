import path from 'node:path';
import pg from 'pg';
import { createLog } from '../../../src/platform/log.ts';
import { migrate } from '../../../src/platform/migrate.ts';
import { createPool } from '../../../src/platform/postgres/pool.ts';

/** Creates the migrated database from which each test file's own is cloned. */
export async function createTemplate(server: string): Promise<void> {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query('create database template_portal');
  await admin.end();
  const url = new URL(server);
  url.pathname = '/template_portal';
  const pool = createPool({ url: url.href, max: 2, log: createLog('error'), longWork: true });
  await migrate(pool, path.resolve(import.meta.dirname, '../../../migrations')).finally(() => pool.end());
}
