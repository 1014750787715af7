import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { findStaffLink } from '../../../src/features/staff/set-up/staff-links.repository.ts';
import { findStaffMemberByEmail } from '../../../src/features/staff/staff-members.repository.ts';
import { sql } from '../../../src/platform/database.ts';
import { digestOf } from '../../../src/platform/sealing.ts';
import { atTheEnd } from '../../support/cleanup.ts';
import { createTestDatabase } from '../../support/database.ts';
import { type Ended, runCommand } from '../../support/processes/command.ts';

const { url, db } = await createTestDatabase();
const dataDirectory = await mkdtemp(path.join(tmpdir(), 'portal-staff-'));
atTheEnd(() => rm(dataDirectory, { recursive: true, force: true }));

async function run(...options: string[]): Promise<Ended> {
  const environment = { DATABASE_URL: url, DATA_DIR: dataDirectory, PUBLIC_ORIGIN: 'http://localhost:3999' };
  return runCommand('src/commands/staff-add.ts', { options, environment });
}
const tokenIn = (said: string) =>
  /^http:\/\/localhost:3999\/(?:fr|nl)\/admin\/set-up\/([\w-]{43})$/m.exec(said)?.[1] ?? '';
const NADIA = ['Nadia@Exemple.be', 'agent', 'Nadia', 'Benali'] as const;

test('the command makes an account that can do nothing, and says a link of 24 hours', async () => {
  const { code, said, complained } = await run(...NADIA, 'nl');
  assert.equal(code, 0, complained);
  assert.match(said, /nadia@exemple\.be may become agent\..*works once, for 24 hours:/s);
  assert.match(said, /\/nl\/admin\/set-up\//);
  const member = await findStaffMemberByEmail(db, 'nadia@exemple.be');
  assert.deepEqual([member?.roles, member?.language, member?.status], [['agent'], 'nl', 'invited']);
  assert.equal((await findStaffLink(db, digestOf(tokenIn(said))))?.email, 'nadia@exemple.be');
  const { rows } = await db.pool.query(
    'select extract(epoch from expires_at - now()) / 3600 as hours, digest::text as kept from staff_links',
  );
  assert.ok(rows[0].hours > 23.9 && rows[0].hours <= 24);
  assert.ok(!rows[0].kept.includes(tokenIn(said)));
});

test('again for the same address it makes a newer link, and leaves the account as it is', async () => {
  const first = await run(...NADIA);
  const { code, said } = await run('nadia@exemple.be', 'administrator', 'Other', 'Name', 'fr');
  assert.equal(code, 0);
  assert.match(said, /has an account already, as agent: it stays as it is/);
  assert.equal(await findStaffLink(db, digestOf(tokenIn(first.said))), null);
  assert.ok((await findStaffLink(db, digestOf(tokenIn(said)))) !== null);
  const member = await findStaffMemberByEmail(db, 'nadia@exemple.be');
  assert.deepEqual([member?.roles, member?.firstName], [['agent'], 'Nadia']);
  const { rows } = await db.pool.query("select count(*)::int as n from audit_events where name = 'staff-set-up-asked'");
  assert.equal(rows[0].n, 3);
});

test('a person may hold several roles, each once and in one order', async () => {
  const { code, said } = await run('sofia@exemple.be', 'administrator,agent,agent', 'Sofia', 'Rossi');
  assert.equal(code, 0);
  assert.match(said, /sofia@exemple\.be may become agent and administrator\./);
  assert.deepEqual((await findStaffMemberByEmail(db, 'sofia@exemple.be'))?.roles, ['agent', 'administrator']);
});

test('for a phone that is lost, nothing of before opens the account, and that is written down', async () => {
  await db.pool.query(
    "update staff_members set status = 'active', password_hash = 'x', second_factor = 'x' where email = 'nadia@exemple.be'",
  );
  const { code, said } = await run(...NADIA, '--lost');
  assert.equal(code, 0);
  assert.match(said, /nothing of before opens it any more/);
  const { rows } = await db.pool.query(
    "select status, password_hash, second_factor, session_epoch from staff_members where email = 'nadia@exemple.be'",
  );
  assert.deepEqual(rows, [{ status: 'invited', password_hash: null, second_factor: null, session_epoch: 3 }]);
  const { rows: changes } = await db.pool.query(
    "select details ->> 'status' as status from audit_events where name = 'staff-changed' and staff_member_id = (select id from staff_members where email = 'nadia@exemple.be') order by id",
  );
  assert.deepEqual(
    changes.map(({ status }) => status),
    ['invited', 'active', 'invited'],
  );
});

test('a suspended account gets none', async () => {
  await db.transaction((tx) => tx.run(sql`update staff_members set status = 'suspended'`));
  const { rows: links } = await db.pool.query('select 1 from staff_links');
  assert.equal(links.length, 0, 'a link made before dies with the suspension');
  const { code, said, complained } = await run(...NADIA);
  assert.deepEqual([code, said], [1, '']);
  assert.match(complained, /suspended: no link was made/);
});

test('what is not right is named, with the usage, and makes nothing', async () => {
  for (const [options, words] of [
    [[], /email, roles, firstName, lastName/],
    [['not-an-address', 'agent', 'Karim', 'Haddad'], /email/],
    [['karim@exemple.be', 'mayor', 'Karim', 'Haddad'], /roles/],
    [['karim@exemple.be', 'agent,mayor', 'Karim', 'Haddad'], /roles/],
    [['karim@exemple.be', '', 'Karim', 'Haddad'], /roles/],
    [['karim@exemple.be', 'helpdesk', 'Karim', ''], /lastName/],
    [['karim@exemple.be', 'helpdesk', 'Karim', 'Haddad', 'en'], /language/],
    [['karim@exemple.be', 'helpdesk', 'Karim', 'Haddad', 'nl', 'more'], /too many/],
  ] as const) {
    const { code, complained } = await run(...options);
    assert.equal(code, 1);
    assert.match(complained, words);
    assert.match(complained, /usage: npm run staff:add -- <e-mail> <agent\|helpdesk\|administrator>\[,…\]/);
  }
  assert.equal(await findStaffMemberByEmail(db, 'karim@exemple.be'), null);
});
