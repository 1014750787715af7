import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { DEPARTMENTS } from '../../../src/features/procedures/definition/departments.ts';
import { addStaffMember } from '../../../src/features/staff/set-up/add-staff-member.ts';
import { giveDepartments } from '../../../src/features/staff/set-up/give-departments.ts';
import { listStaffDepartments } from '../../../src/features/staff/staff-departments.repository.ts';
import { atTheEnd } from '../../support/cleanup.ts';
import { createTestDatabase } from '../../support/database.ts';
import { untilWaiting } from '../../support/locks.ts';
import { type Ended, runCommand } from '../../support/processes/command.ts';

const { url, db } = await createTestDatabase();
const dataDirectory = await mkdtemp(path.join(tmpdir(), 'portal-departments-'));
atTheEnd(() => rm(dataDirectory, { recursive: true, force: true }));
const person = { email: 'nadia@exemple.be', firstName: 'Nadia', lastName: 'Benali' } as const;
const { member } = await addStaffMember({ db }, { ...person, roles: ['agent'], language: 'fr' });

async function run(...options: string[]): Promise<Ended> {
  return runCommand('src/commands/staff-departments.ts', {
    options,
    environment: { DATABASE_URL: url, DATA_DIR: dataDirectory },
  });
}
const given = async () => (await listStaffDepartments(db, member.id)).toSorted();

test('the command gives an agent departments, and takes those that are not named', async () => {
  const first = await run('Nadia@Exemple.be', 'parking', 'rooms');
  assert.equal(first.code, 0, first.complained);
  assert.match(first.said, /nadia@exemple\.be works for: parking, rooms/);
  assert.deepEqual(await given(), ['parking', 'rooms']);
  await run('nadia@exemple.be', 'rooms');
  assert.deepEqual(await given(), ['rooms']);
  await run('nadia@exemple.be', 'all');
  assert.deepEqual(await given(), [...DEPARTMENTS].toSorted());
  await run('nadia@exemple.be', 'none');
  assert.deepEqual(await given(), []);
  const { rows } = await db.pool.query(
    `select details -> 'departments' as departments from audit_events where name = 'staff-departments-given' order by id`,
  );
  assert.deepEqual([rows.length, rows[1].departments], [4, ['rooms']]);
});

test('of two changes at once the later stands, and never both together', async () => {
  const holder = await db.pool.connect();
  await holder.query('begin');
  await holder.query('select from staff_members where id = $1 for no key update', [member.id]);
  const changes = [['parking', 'rooms'], ['festivities']].map((departments) =>
    giveDepartments({ db }, { email: member.email, departments }),
  );
  await untilWaiting(db, 2);
  await holder.query('commit');
  holder.release();
  assert.deepEqual(await Promise.all(changes), [true, true]);
  const left = (await given()).join(' ');
  assert.ok(['parking rooms', 'festivities'].includes(left), left);
  await giveDepartments({ db }, { email: member.email, departments: [] });
});

test('what is not right is named, and changes nothing', async () => {
  for (const [options, words] of [
    [[], /an e-mail and departments/],
    [['nadia@exemple.be'], /an e-mail and departments/],
    [['nadia@exemple.be', 'parking', 'nope'], /unknown department: nope/],
    [['karim@exemple.be', 'parking'], /has no account/],
  ] as const) {
    const { code, complained } = await run(...options);
    assert.equal(code, 1);
    assert.match(complained, words);
  }
  assert.deepEqual(await given(), []);
});
