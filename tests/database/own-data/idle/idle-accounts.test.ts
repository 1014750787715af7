import assert from 'node:assert/strict';
import { it } from 'node:test';
import { z } from 'zod';
import { insertCitizen } from '../../../../src/features/accounts/citizens.repository.ts';
import { insertSignIn } from '../../../../src/features/accounts/sign-ins.repository.ts';
import {
  updateIdleAccountsWarned,
  updateLastDaysFound,
} from '../../../../src/features/own-data/idle/idle-accounts.repository.ts';
import { WARNINGS_A_DAY, warnIdleAccounts } from '../../../../src/features/own-data/idle/warn-idle-accounts.ts';
import { sql } from '../../../../src/platform/database.ts';
import { createTestDatabase } from '../../../support/database.ts';
import { newAddress } from '../../../support/visitor.ts';

const { db } = await createTestDatabase();

const run = (text: string, values: unknown[]) => db.pool.query(text, values);
const accountOf = async (year: number): Promise<string> => {
  const person = { email: newAddress(), passwordHash: 'x', firstName: 'Lucie', lastName: 'Lambert' };
  const citizen = await db.transaction((tx) => insertCitizen(tx, { ...person, language: 'fr', captchaId: null }));
  assert.ok(citizen !== null);
  await run('update citizens set created_at = $2 where id = $1', [citizen.id, `${year}-03-10T12:00:00Z`]);
  return citizen.id;
};
const lastDayOf = (id: string) =>
  db.one(
    z.strictObject({ day: z.string(), today: z.boolean() }),
    sql`
    select to_char(last_signed_in_on, 'YYYY-MM-DD') as day, last_signed_in_on = (now() at time zone 'Europe/Brussels')::date as today
    from citizens where id = ${id}`,
  );

it('the last day of an account of before is what its history or the audit log knows, in Brussels, else that of its making', async () => {
  const [never, inHistory] = [await accountOf(2024), await accountOf(2024)];
  const [inLog, used] = [await accountOf(2024), await accountOf(2024)];
  const forgetful = await accountOf(2024);
  await run('update citizens set last_signed_in_on = null where id = any($1)', [[never, inHistory, inLog, forgetful]]);
  await run(
    `insert into sign_ins (citizen_id, signed_in_at, network, browser)
     values ($1, '2026-01-10T09:00:00Z', '', ''), ($1, '2026-02-28T23:30:00Z', '', '')`,
    [inHistory],
  );
  await run(
    `insert into audit_events (name, citizen_id, happened_at)
     values ('signed-in', $1, '2025-06-01T08:00:00Z'), ('sign-in-refused', $1, '2026-06-01T08:00:00Z'),
       ('password-reset', $2, '2025-05-01T08:00:00Z')`,
    [inLog, forgetful],
  );
  assert.equal(await db.transaction((tx) => updateLastDaysFound(tx, 2)), 2);
  assert.equal(await db.transaction((tx) => updateLastDaysFound(tx, 3)), 2);
  assert.equal((await lastDayOf(never)).day, '2024-03-10');
  assert.equal((await lastDayOf(inHistory)).day, '2026-03-01');
  assert.equal((await lastDayOf(inLog)).day, '2025-06-01');
  assert.equal((await lastDayOf(forgetful)).day, '2025-05-01');
  assert.equal((await lastDayOf(used)).today, true);
});

it('an account whose last day is not known yet is idle to nobody, and is used today once somebody signs in', async () => {
  const id = await accountOf(2020);
  await run('update citizens set last_signed_in_on = null where id = $1', [id]);
  const warned = await db.transaction((tx) => updateIdleAccountsWarned(tx, 100));
  assert.ok(!warned.some((one) => one.id === id));
  await db.transaction((tx) => insertSignIn(tx, { citizenId: id, means: 'password', network: '', browser: '' }));
  assert.equal((await lastDayOf(id)).today, true);
});

it('an account that was warned has a last day, and no other one', async () => {
  const id = await accountOf(2024);
  for (const wrong of [
    "idle_step = 'warned'",
    "kept_until = '2027-01-01'",
    "idle_step = 'asked-to-hand-over', kept_until = '2027-01-01'",
    "idle_step = 'forgotten'",
  ]) {
    await assert.rejects(run(`update citizens set ${wrong} where id = $1`, [id]), { code: '23514' }, wrong);
  }
});

it('no more accounts are warned in a day than mail servers bear; those that wait come another day, with all their time', async () => {
  const people = [await accountOf(2020), await accountOf(2020), await accountOf(2020)];
  await run("update citizens set last_signed_in_on = '2020-03-10' where id = any($1)", [people]);
  const countToday = async () => {
    const { rows } = await run(
      "select count(*)::integer as told from audit_events where name = 'idle-account-warned' and happened_at > now() - interval '1 hour'",
      [],
    );
    return rows[0].told;
  };
  for (const [events, before] of [
    [WARNINGS_A_DAY, '25 hours'],
    [WARNINGS_A_DAY - 2, '0'],
  ])
    await run(
      `insert into audit_events (name, happened_at)
       select 'idle-account-warned', now() - $2::interval from generate_series(1, $1::integer)`,
      [events, before],
    );
  for (const _night of [1, 2]) await warnIdleAccounts(db, updateIdleAccountsWarned);
  assert.equal(await countToday(), WARNINGS_A_DAY);
  const { rows } = await run('select from citizens where id = any($1) and idle_step is null', [people]);
  assert.ok(rows.length >= 1, 'somebody waits');
});
