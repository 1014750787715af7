import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { lucie, submitSignUp } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { cutConnections } from '../../support/postgres/cut-connections.ts';
import { type OwnPostgres, startOwnPostgres } from '../../support/postgres/own-postgres.ts';
import { until } from '../../support/until.ts';
import { Visitor } from '../../support/visitor.ts';

let postgres: OwnPostgres;
let portal: TestPortal;
before(async () => {
  postgres = await startOwnPostgres();
  portal = await startPortal();
});

/** People sign up, one after the other, while the work does its harm. Who was told that the account exists. */
async function signUpDuring(work: () => Promise<void>): Promise<string[]> {
  const welcomed: string[] = [];
  let harming = true;
  const people = (async () => {
    while (harming) {
      const visitor = new Visitor(portal);
      const person = lucie();
      await visitor.open('/fr/sign-up');
      const answer = await submitSignUp(visitor, person);
      assert.ok([303, 503].includes(answer.status), `sign-up answered ${answer.status}`);
      if (answer.status === 303) welcomed.push(person.email);
    }
  })();
  const harm = work().finally(() => {
    harming = false;
  });
  // What people were answered is told once Postgres is back, which the end of the file needs.
  for (const outcome of await Promise.allSettled([people, harm])) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
  return welcomed;
}

/** Each one's mail, within a minute of the end; sent once, as this process lived through it all. */
async function assertMailed(people: readonly string[]): Promise<void> {
  const mailsTo = (address: string) => portal.mails.filter(({ to }) => to === address).length;
  assert.ok(people.length > 0, 'nobody signed up');
  await until(() => people.every((address) => mailsTo(address) > 0), 'every mail has left');
  await until(async () => {
    const { rows } = await portal.app.db.pool.query('select count(*) as n from graphile_worker.jobs');
    return Number(rows[0].n) === 0;
  }, 'no job is left');
  assert.deepEqual(
    people.filter((address) => mailsTo(address) !== 1),
    [],
    'sent more than once',
  );
  assert.equal((await fetch(`${portal.origin}/health/ready`)).status, 200);
}

describe('while people sign up', () => {
  it('all connections are cut ten times: every mail leaves, once', async () => {
    const people = await signUpDuring(async () => {
      for (let times = 0; times < 10; times += 1) {
        await pause(700);
        await cutConnections(portal.databaseUrl);
      }
    });
    await assertMailed(people);
  });

  it('Postgres is killed four times: every mail leaves, once', async () => {
    const people = await signUpDuring(async () => {
      for (let times = 0; times < 4; times += 1) {
        await pause(1_500);
        await postgres.crash();
      }
    });
    await assertMailed(people);
  });
});
