import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { sql } from '../../../../src/platform/database.ts';
import { askChange, CHANGES, confirmedAccount } from '../../../support/acts/email-changes.ts';
import { accountOf, GROUNDS } from '../../../support/acts/helpdesk-acts.ts';
import { lucie, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { addColleague, signInColleague } from '../../../support/staff.ts';
import type { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let karim: Visitor;
before(async () => {
  portal = await startPortal();
  ({ visitor: karim } = await signInColleague(portal, 'helpdesk'));
});

const waitingFor = (citizenId: string) =>
  portal.app.db.many(
    z.strictObject({ email: z.string() }),
    sql`select email from helpdesk_email_changes where citizen_id = ${citizenId}`,
  );

describe('asking for another address', () => {
  it('changes nothing, tells the owner, waits for a colleague, and is replaced by the next request', async () => {
    const { person, id } = await confirmedAccount(portal);
    const [first, second] = [lucie().email, lucie().email];
    assert.equal((await askChange(karim, id, first)).status, 303);
    assert.match(text((await karim.follow()).html), /Un deuxième collègue doit le confirmer/);
    assert.match((await portal.mailTo(person.email, /helpdesk/)).text, /Rien ne change avant/);
    assert.equal((await askChange(karim, id, second)).status, 303);
    assert.deepEqual(await waitingFor(id), [{ email: second }]);
    const list = text((await karim.open(CHANGES)).html);
    assert.ok(list.includes(second) && !list.includes(first));
  });

  it('is done once when its button is pressed three times', async () => {
    const { id } = await confirmedAccount(portal);
    const form = { ...GROUNDS, form: randomUUID(), email: lucie().email };
    const answers = await Promise.all([1, 2, 3].map(() => karim.post(`${accountOf(id)}/email-change`, form)));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [303, 303, 303],
    );
    assert.equal((await waitingFor(id)).length, 1);
  });

  it('is asked anew when « back » brings the form back and another address is typed', async () => {
    const { id } = await confirmedAccount(portal);
    const form = { ...GROUNDS, form: randomUUID() };
    const [wrong, right] = [lucie().email, lucie().email];
    for (const email of [wrong, right]) {
      assert.equal((await karim.post(`${accountOf(id)}/email-change`, { ...form, email })).status, 303);
    }
    const { rows } = await portal.app.db.pool.query('select email from helpdesk_email_changes where citizen_id = $1', [
      id,
    ]);
    assert.deepEqual(rows, [{ email: right }]);
  });

  it('refuses an address in use, a missing one and a missing reason, and keeps what was typed', async () => {
    const { id } = await confirmedAccount(portal);
    const other = await confirmedAccount(portal);
    const colleague = await addColleague(portal, 'agent');
    for (const taken of [other.person.email, colleague.email]) {
      const page = await askChange(karim, id, taken.toUpperCase());
      assert.equal(page.status, 422);
      assert.match(text(page.html), /un compte l’utilise déjà/);
      assert.ok(!page.html.includes(other.id));
    }
    const path = `${accountOf(id)}/email-change`;
    assert.equal((await karim.post(path, GROUNDS)).status, 422);
    assert.match(text((await karim.post(path, { email: lucie().email })).html), /Choisissez pourquoi/);
    assert.deepEqual(await waitingFor(id), []);
    assert.equal(
      (await karim.post(`${accountOf(randomUUID())}/email-change`, { ...GROUNDS, email: lucie().email })).status,
      404,
    );
  });

  it('is refused for the account of a colleague and for one’s own', async () => {
    const own = await confirmedAccount(portal, lucie({ firstName: 'karim', lastName: 'HADDAD' }));
    const colleague = await addColleague(portal, 'agent');
    const theirs = await confirmedAccount(portal, lucie({ email: colleague.email }));
    for (const { id } of [own, theirs]) {
      const page = await karim.post(`${accountOf(id)}/email-change`, { ...GROUNDS, email: lucie().email });
      assert.equal(page.status, 422);
      assert.deepEqual(await waitingFor(id), []);
    }
  });
});
