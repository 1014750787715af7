import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { sql } from '../../../../src/platform/database.ts';
import { confirmedAccount } from '../../../support/acts/email-changes.ts';
import { judge, MERGE, MERGES, provedMerge, refuse, twoAccounts } from '../../../support/acts/merges.ts';
import { lucie, signIn, text } from '../../../support/journeys.ts';
import { deadlocks, untilWaiting } from '../../../support/locks.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import type { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let karim: Visitor;
let second: Visitor;
before(async () => {
  portal = await startPortal();
  ({ visitor: karim } = await signInColleague(portal, 'helpdesk'));
  ({ visitor: second } = await signInColleague(portal, 'helpdesk'));
});

const statusOf = async (id: string): Promise<string> =>
  (await portal.app.db.pool.query('select status from citizens where id = $1', [id])).rows[0].status;

/** Locks an account until `waiters` others wait, so that they certainly meet. */
async function meetAt<T>(id: string, waiters: number, work: () => Promise<T>): Promise<T> {
  const holder = await portal.app.db.pool.connect();
  try {
    await holder.query('begin');
    await holder.query('select 1 from citizens where id = $1 for no key update', [id]);
    const result = work();
    await untilWaiting(portal.app.db, waiters);
    await holder.query('commit');
    return await result;
  } finally {
    holder.release();
  }
}

describe('a merge that waits for the helpdesk', () => {
  it('shows both accounts without their addresses, and is found from the search', async () => {
    const { kept, other, merge } = await provedMerge(portal);
    await karim.open('/fr/admin/citizens');
    assert.ok(karim.page.html.includes(MERGES));
    const page = (await karim.open(MERGES)).html;
    assert.ok(page.includes(merge) && page.includes(`/fr/admin/citizens/${kept.id}`) && page.includes('Lucie-Anne'));
    for (const { email } of [kept.person, other.person]) assert.ok(!page.includes(email));
  });

  it('is done by a second colleague only: both are told, and the address that goes signs in nobody and says nothing', async () => {
    const { kept, other, merge } = await provedMerge(portal);
    assert.equal((await judge(karim, merge)).status, 303);
    assert.equal(await statusOf(other.id), 'active');
    const again = await judge(karim, merge);
    assert.equal(again.status, 422);
    assert.match(text(again.html), /Vous avez déjà confirmé/);
    assert.match(text((await kept.visitor.open(MERGE)).html), /Une première personne du helpdesk a confirmé/);
    assert.equal((await judge(second, merge)).status, 303);
    assert.match(text((await second.follow()).html), /n’en font plus qu’un/);
    assert.equal(await statusOf(other.id), 'closed');
    for (const { email } of [kept.person, other.person]) {
      await portal.mailTo(email, /helpdesk/);
      assert.match((await portal.mailTo(email, /helpdesk/)).text, /n’en font plus qu’un/);
    }
    assert.equal((await other.visitor.open('/fr/my-space')).status, 303);
    const known = await signIn(portal, other.person);
    const unknown = await signIn(portal, lucie({ password: other.person.password }));
    assert.equal(known.page.status, unknown.page.status);
    assert.equal(
      text(known.page.html).replaceAll(known.page.url, ''),
      text(unknown.page.html).replaceAll(unknown.page.url, ''),
    );
    assert.equal((await kept.visitor.open('/fr/my-space')).status, 200);
  });

  it('is refused by one colleague, and changes nothing', async () => {
    const { kept, other, merge } = await provedMerge(portal);
    assert.equal((await judge(karim, merge)).status, 303);
    assert.equal((await refuse(karim, merge)).status, 303);
    assert.equal((await judge(second, merge)).status, 422);
    assert.equal(await statusOf(other.id), 'active');
    await portal.mailTo(kept.person.email, /helpdesk/);
    assert.match((await portal.mailTo(other.person.email, /helpdesk/)).text, /helpdesk/);
    assert.match(text((await kept.visitor.open('/fr/account/history')).html), /n’a pas réuni vos deux comptes/);
  });

  it('is neither seen nor judged by another role, and a wrong form changes nothing', async () => {
    const { merge, other } = await provedMerge(portal);
    const { visitor: agent } = await signInColleague(portal, 'agent');
    assert.equal((await agent.open(MERGES)).status, 404);
    assert.equal((await judge(agent, merge)).status, 404);
    assert.equal((await judge(karim, merge, 'maybe')).status, 422);
    assert.equal((await judge(karim, merge, 'refuse')).status, 422, 'the button of an earlier release');
    assert.equal((await judge(karim, other.id)).status, 422);
    assert.equal(await statusOf(other.id), 'active');
  });

  it('is not confirmed by a colleague whose name one of the accounts has', async () => {
    const own = await confirmedAccount(portal, lucie({ firstName: 'karim', lastName: 'HADDAD' }));
    const { kept } = await twoAccounts(portal);
    const { merge } = await provedMerge(portal, { kept, other: own });
    const page = await judge(karim, merge);
    assert.equal(page.status, 422);
    assert.match(text(page.html), /porte votre nom/);
  });

  it('stops when an account was suspended or chose a password since, and says so', async () => {
    for (const [change, said] of [
      [sql`status = 'suspended'`, /suspendu/],
      [sql`password_changed_at = now()`, /a changé depuis la demande/],
    ] as const) {
      const { other, merge } = await provedMerge(portal);
      await judge(karim, merge);
      await portal.app.db.transaction((tx) => tx.run(sql`update citizens set ${change} where id = ${other.id}`));
      const page = await judge(second, merge);
      assert.equal(page.status, 422);
      assert.match(text(page.html), said);
      assert.notEqual(await statusOf(other.id), 'closed');
      assert.equal((await refuse(second, merge)).status, 303);
    }
  });
});

describe('at the same instant', () => {
  it('two colleagues who confirm, each of both buttons pressed twice, make the accounts one once', async () => {
    const { kept, other, merge } = await provedMerge(portal);
    const answers = await meetAt(other.id, 4, () =>
      Promise.all([karim, karim, second, second].map((visitor) => judge(visitor, merge))),
    );
    assert.equal(answers.filter(({ status }) => status === 303).length, 2);
    assert.equal(await statusOf(other.id), 'closed');
    const { rows } = await portal.app.db.pool.query(
      "select count(*)::int as n from audit_events where name = 'accounts-merged' and details ->> 'citizenId' = $1",
      [kept.id],
    );
    assert.equal(rows[0].n, 1);
  });

  it('a citizen who cancels and a colleague who confirms: one of them, never half of it', async () => {
    const { other, kept, merge } = await provedMerge(portal);
    await judge(karim, merge);
    const [cancelled, confirmed] = await meetAt(other.id, 2, () =>
      Promise.all([other.visitor.post(MERGE, { cancel: merge }), judge(second, merge)]),
    );
    const merged = confirmed.status === 303;
    assert.equal(cancelled.status, merged ? 401 : 303);
    assert.equal(await statusOf(other.id), merged ? 'closed' : 'active');
    assert.equal((await kept.visitor.open(MERGE)).status, 200);
  });

  it('a sign-in with the address that goes has no session afterwards', async () => {
    const { other, merge } = await provedMerge(portal);
    await judge(karim, merge);
    const [visitor] = await meetAt(other.id, 2, () =>
      Promise.all([signIn(portal, other.person), judge(second, merge)]),
    );
    assert.equal(await statusOf(other.id), 'closed');
    assert.notEqual((await visitor.open('/fr/my-space')).status, 200);
  });

  it('two merges of the same accounts in opposite directions never wait for each other for ever', async () => {
    const { kept, other, merge } = await provedMerge(portal);
    const back = randomUUID();
    await portal.app.db.transaction((tx) =>
      tx.run(sql`
        insert into account_merges (id, kept_id, email, form_id, other_id, proved_at)
        values (${back}, ${other.id}, ${kept.person.email}, ${randomUUID()}, ${kept.id}, now())`),
    );
    for (const one of [merge, back]) assert.equal((await judge(karim, one)).status, 303);
    const answers = await meetAt(kept.id, 2, () => Promise.all([merge, back].map((one) => judge(second, one))));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422]);
    assert.equal(await deadlocks(portal), 0);
  });
});
