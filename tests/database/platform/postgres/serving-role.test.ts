import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { createLog } from '../../../../src/platform/log.ts';
import { createPool, type Pool } from '../../../../src/platform/postgres/pool.ts';
import { grantToServingRole, ServingRoleMissingError } from '../../../../src/platform/postgres/serving-role.ts';
import { atTheEnd } from '../../../support/cleanup.ts';
import { createTestDatabase } from '../../../support/database.ts';

let owner: Pool;
let serving: Pool;
before(async () => {
  const { url, servingUrl } = await createTestDatabase();
  [owner, serving] = [url, servingUrl].map((address) => {
    const pool = createPool({ url: address, max: 1, log: createLog('silent') });
    atTheEnd(() => pool.end());
    return pool;
  }) as [Pool, Pool];
});

const refused = { code: '42501' };
const count = async (pool: Pool, query: string) => Number((await pool.query(query)).rows[0]?.count);

describe('the role that serves', () => {
  it('reads and writes the rows of a table, and adds jobs', async () => {
    await serving.query("insert into quotas (key, points) values ('x', 1)");
    await serving.query("update quotas set points = 2 where key = 'x'");
    assert.equal(await count(serving, "select points as count from quotas where key = 'x'"), 2);
    await serving.query("delete from quotas where key = 'x'");
    await serving.query("select graphile_worker.add_job('nothing', '{}'::json)");
    assert.equal(
      await count(serving, "select count(*) from graphile_worker.jobs where task_identifier = 'nothing'"),
      1,
    );
  });

  const FORBIDDEN = [
    'drop table citizens',
    'alter table citizens add column x text',
    'alter table audit_events disable trigger all',
    'drop trigger audit_events_are_append_only on audit_events',
    'create table mine (x int)',
    'truncate citizens',
    "insert into migrations (name, checksum) values ('9999_x.sql', '')",
    "update audit_events set name = 'x'",
    'delete from audit_events',
    "update organisation_events set person = 'x'",
    'delete from organisation_events',
    "update submission_events set name = 'x'",
    'delete from submission_events',
    'delete from procedure_versions',
    "set session_replication_role = 'replica'",
    'create role mine',
  ];
  for (const statement of FORBIDDEN) {
    it(`may not ${statement}`, async () => {
      await assert.rejects(serving.query(statement), refused);
    });
  }

  it('inserts into and reads each table whose rows are never changed', async () => {
    const { rows } = await owner.query<{ table: string; may: boolean }>(`
      select distinct t.tgrelid::regclass::text as "table",
        has_table_privilege('portal_serving', t.tgrelid, 'insert')
          and has_table_privilege('portal_serving', t.tgrelid, 'select') as may
      from pg_trigger t join pg_proc f on f.oid = t.tgfoid where f.proname like 'refuse\\_change%'`);
    assert.ok(rows.length >= 4, `${rows.length} tables`);
    assert.deepEqual(
      rows.filter(({ may }) => !may),
      [],
    );
  });

  it('may not do to any of them what its trigger refuses, nor empty it', async () => {
    const { rows } = await owner.query<{ table: string; column: string; updates: boolean; deletes: boolean }>(`
      select t.tgrelid::regclass::text as "table", min(a.attname) as column,
        bool_or(t.tgtype & 16 > 0) as updates, bool_or(t.tgtype & 8 > 0) as deletes
      from pg_trigger t join pg_proc f on f.oid = t.tgfoid
        join pg_attribute a on a.attrelid = t.tgrelid and a.attnum > 0 and a.attidentity = '' and a.attgenerated = ''
      where f.proname like 'refuse\\_change%' group by t.tgrelid`);
    const updated = rows.filter(({ updates }) => !updates).map(({ table }) => table);
    assert.deepEqual(updated.sort(), ['retention_run_submissions', 'retention_runs']);
    for (const { table, column, updates, deletes } of rows) {
      const update = `update ${table} set ${column} = ${column}`;
      if (updates) await assert.rejects(serving.query(update), refused, update);
      await assert.rejects(serving.query(`truncate ${table} cascade`), refused, `truncate ${table}`);
      if (deletes) await assert.rejects(serving.query(`delete from ${table}`), refused, `delete from ${table}`);
    }
  });

  it('is given what a new migration brings, and loses what a table refuses from then on', async () => {
    await owner.query(`
      create table kept (x int);
      create function refuse_change_of_kept() returns trigger language plpgsql as 'begin raise exception ''no''; end'`);
    await grantToServingRole(owner, { name: 'portal_serving', password: '' });
    await serving.query('insert into kept values (1)');
    await serving.query('update kept set x = 2');
    await owner.query(`create trigger kept_is_append_only before update or delete on kept
      execute function refuse_change_of_kept()`);
    await grantToServingRole(owner, { name: 'portal_serving', password: '' });
    await assert.rejects(serving.query('update kept set x = 3'), refused);
    await serving.query('insert into kept values (4)');
    assert.equal(await count(serving, 'select count(*) from kept'), 2);
  });
});

describe('a role that is missing', () => {
  const name = `serving ${randomBytes(4).toString('hex')}`;

  it('is created with its password by an owner who may, even when four start at once', async () => {
    const pool = createPool({ url: (await createTestDatabase()).url, max: 4, log: createLog('silent') });
    atTheEnd(async () => {
      await pool.query(`drop owned by "${name}"`);
      await pool.query(`drop role "${name}"`);
      await pool.end();
    });
    const asked = { name, password: `it's "quoted"` };
    await Promise.all(Array.from({ length: 4 }, () => grantToServingRole(pool, asked)));
    assert.equal(await count(pool, `select count(*) from pg_roles where rolname = '${name}' and rolcanlogin`), 1);
  });

  it('stops the start, by its name, where the owner may not create roles', async () => {
    const asked = { name: `${name}-2`, password: 'x' };
    await assert.rejects(
      grantToServingRole(serving, asked),
      (error) => error instanceof ServingRoleMissingError && error.role === asked.name,
    );
  });
});
