import pg from 'pg';
import { createLog } from '../../../src/platform/log.ts';
import { prepareTables, servingUrlOf } from '../../../src/prepare.ts';

/** Creates the migrated database from which each test file's own is cloned. */
export async function createTemplate(server: string): Promise<void> {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query('create database template_portal');
  await admin.end();
  const url = new URL(server);
  url.pathname = '/template_portal';
  await prepareTables({ databaseUrl: servingUrlOf(url.href), ownerUrl: url.href }, createLog('error'));
}
