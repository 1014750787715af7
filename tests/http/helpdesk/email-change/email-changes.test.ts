import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { sendDueEmailChanges } from '../../../../src/features/helpdesk/email-change/send-due-email-changes.ts';
import { sql } from '../../../../src/platform/database.ts';
import { askChange, CHANGES, confirmedAccount } from '../../../support/acts/email-changes.ts';
import { lucie, signUp, text } from '../../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let karim: Visitor;
let second: Visitor;
before(async () => {
  portal = await startPortal();
  ({ visitor: karim } = await signInColleague(portal, 'helpdesk'));
  ({ visitor: second } = await signInColleague(portal, 'helpdesk'));
});

const Row = z.strictObject({ change: z.uuid(), confirmed: z.boolean() });
const rowOf = (citizenId: string) =>
  portal.app.db.maybe(
    Row,
    sql`
    select act_id as change, confirmed_at is not null as confirmed from helpdesk_email_changes
    where citizen_id = ${citizenId}`,
  );
const emailOf = async (citizenId: string): Promise<string> =>
  (
    await portal.app.db.one(
      z.strictObject({ email: z.string() }),
      sql`select email from citizens where id = ${citizenId}`,
    )
  ).email;

async function asked() {
  const account = await confirmedAccount(portal);
  const email = lucie().email;
  assert.equal((await askChange(karim, account.id, email)).status, 303);
  const row = await rowOf(account.id);
  assert.ok(row);
  return { ...account, email, change: row.change };
}
const judge = (visitor: Visitor, change: string, judgement: string) => visitor.post(CHANGES, { change, judgement });

/** Puts the confirmation that long ago, then lets the job run. */
async function later(citizenId: string, ago: string): Promise<void> {
  await portal.app.db.transaction((tx) =>
    tx.run(sql`
      update helpdesk_email_changes set confirmed_at = now() - ${ago}::interval
      where citizen_id = ${citizenId} and confirmed_at is not null`),
  );
  await sendDueEmailChanges(portal.app.db);
  await untilNoJobs(portal);
}

describe('a new address that waits for a second colleague', () => {
  it('is never confirmed by who asked, also by hand, who may take it back', async () => {
    const { id, change } = await asked();
    assert.ok(!(await karim.open(CHANGES)).html.includes('value="confirm"'));
    const page = await judge(karim, change, 'confirm');
    assert.equal(page.status, 422);
    assert.match(text(page.html), /Vous avez demandé ce changement/);
    assert.equal((await rowOf(id))?.confirmed, false);
    assert.equal((await judge(karim, change, 'refuse')).status, 303);
    assert.equal(await rowOf(id), null);
  });

  it('is confirmed once by two at once; three days later its link changes the address, and both are told', async () => {
    const { id, change, email, person, visitor } = await asked();
    const answers = await Promise.all([1, 2].map(() => judge(second, change, 'confirm')));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422]);
    // Two jobs, which end in any order.
    const told = [await portal.mailTo(person.email, /helpdesk/), await portal.mailTo(person.email, /helpdesk/)];
    for (const words of [/Rien ne change avant/, /Changez votre mot de passe/])
      assert.ok(
        told.some((mail) => words.test(mail.text)),
        String(words),
      );
    const acts = text((await visitor.open('/fr/account/history')).html);
    assert.match(acts, /deuxième collègue du helpdesk a confirmé/);
    await later(id, '2 days 23 hours');
    assert.equal((await rowOf(id))?.confirmed, true);
    await later(id, '3 days');
    assert.equal(await rowOf(id), null);
    assert.equal(await emailOf(id), person.email);
    const owner = new Visitor(portal);
    await owner.open(new URL(linkIn(await portal.mailTo(email))).pathname);
    assert.equal((await owner.press('Utiliser cette adresse')).status, 303);
    assert.equal(await emailOf(id), email);
    await portal.mailTo(person.email, /a changé/);
    await portal.mailTo(email, /a changé/);
  });

  it('is stopped by a refusal, by a password chosen meanwhile and by another address', async () => {
    const refused = await asked();
    assert.equal((await judge(second, refused.change, 'refuse')).status, 303);
    assert.equal((await judge(second, refused.change, 'confirm')).status, 422);
    const chosen = await asked();
    await judge(second, chosen.change, 'confirm');
    await chosen.visitor.open('/fr/account/password');
    chosen.visitor.fill('Mot de passe actuel', chosen.person.password);
    chosen.visitor.fill('Mot de passe', 'pamplemousse orange septante');
    chosen.visitor.fill('Vérification', 'pamplemousse orange septante');
    assert.equal((await chosen.visitor.press('Enregistrer')).status, 303);
    const moved = await asked();
    await judge(second, moved.change, 'confirm');
    await portal.app.db.transaction((tx) =>
      tx.run(sql`update citizens set email = ${lucie().email} where id = ${moved.id}`),
    );
    for (const { id } of [refused, chosen, moved]) {
      await later(id, '4 days');
      assert.equal(await rowOf(id), null);
    }
    const links = await portal.app.db.many(
      z.strictObject({ citizen_id: z.uuid() }),
      sql`
      select citizen_id from account_links
      where purpose = 'change-email' and citizen_id in (${refused.id}, ${chosen.id}, ${moved.id})`,
    );
    assert.deepEqual(links, []);
  });

  it('is told in words, naming nobody, when an account took the address meanwhile', async () => {
    const { id, change, email } = await asked();
    await signUp(portal, lucie({ email }));
    const page = await judge(second, change, 'confirm');
    assert.equal(page.status, 422);
    assert.match(text(page.html), /Un compte utilise déjà cette adresse/);
    assert.equal((await rowOf(id))?.confirmed, false);
  });

  it('is neither seen nor judged by another role, and a wrong form changes nothing', async () => {
    const { id, change } = await asked();
    const { visitor: agent } = await signInColleague(portal, 'agent');
    assert.equal((await agent.open(CHANGES)).status, 404);
    assert.equal((await judge(agent, change, 'confirm')).status, 404);
    assert.equal((await judge(second, change, 'maybe')).status, 422);
    assert.equal((await judge(second, id, 'confirm')).status, 422);
    assert.equal((await rowOf(id))?.confirmed, false);
  });
});
