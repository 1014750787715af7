import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { sql } from '../../../../src/platform/database.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { addWaitingRequest, signInColleague } from '../../../support/staff.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const pathOf = (number: string) => `/fr/admin/organisations/${number}`;
const eventsOn = (number: string) =>
  portal.app.db.many(
    z.strictObject({ name: z.string(), by: z.string(), details: z.record(z.string(), z.string()) }),
    sql`
    select name, staff_member_id as by, details from audit_events
    where details ->> 'enterpriseNumber' = ${number} order by id`,
  );
const stateOf = async (number: string) =>
  (
    await portal.app.db.one(
      z.strictObject({ state: z.string() }),
      sql`select state from organisations where enterprise_number = ${number}`,
    )
  ).state;

describe('the page of an organisation', () => {
  it('shows what is known of it, who acts for it and what happened, and that it was opened is written down', async () => {
    const { enterpriseNumber: number, id } = await addWaitingRequest(portal.app.db);
    const { visitor, colleague } = await signInColleague(portal);
    await visitor.post(`/fr/admin/access-requests/${id}`, { decision: 'member', reason: '' });
    const page = await visitor.open(pathOf(number));
    assert.equal(page.status, 200);
    const said = text(page.html);
    assert.match(said, /Entreprise Brasserie Dubois/);
    assert.match(said, /SRL – société à responsabilité limitée.*Assujettie à la TVA Oui/);
    assert.match(said, /Lucie Lambert Administrateur.*Gestionnaire.*Jan Peeters Trésorier.*Membre/);
    assert.match(said, /Accès accordé à Jan Peeters. Rôle : Membre la commune/);
    assert.ok(page.html.includes(`ondernemingsnummer=${number}" target="_blank" rel="noopener"`));
    const opened = (await eventsOn(number)).at(-1);
    assert.deepEqual(opened, { name: 'organisation-opened', by: colleague.id, details: { enterpriseNumber: number } });
  });

  it('is not there for a number that nobody used or that is none', async () => {
    const { visitor } = await signInColleague(portal);
    for (const number of ['1999000150', '0671516648', 'x', '1999.000.150']) {
      assert.equal((await visitor.open(pathOf(number))).status, 404);
      assert.equal((await visitor.post(pathOf(number), { state: 'verified', reason: 'x' })).status, 404);
    }
  });

  it('changes the state with a reason, which stays in the audit log; the managers are told', async () => {
    const { enterpriseNumber: number } = await addWaitingRequest(portal.app.db);
    const { visitor, colleague } = await signInColleague(portal);
    await visitor.open(pathOf(number));
    visitor.choose('Vérifié par la commune').fill('Motif', 'Statuts comparés');
    await visitor.press('Enregistrer l’état');
    assert.equal(visitor.page.location, pathOf(number));
    const page = await visitor.follow();
    assert.match(text(page.html), /L’état du profil a changé/);
    assert.match(text(page.html), /État du profil Vérifié par la commune/);
    assert.match(page.html, /<strong class="govuk-tag govuk-tag--green">Vérifié par la commune<\/strong>/);
    assert.ok(!page.html.includes('Statuts comparés'));
    const changed = (await eventsOn(number)).find(({ name }) => name === 'organisation-state-changed');
    const details = { enterpriseNumber: number, from: 'claimed', state: 'verified', reason: 'Statuts comparés' };
    assert.deepEqual(changed, { name: 'organisation-state-changed', by: colleague.id, details });
    const { rows } = await portal.app.db.pool.query(
      'select citizens.email from memberships join citizens on citizens.id = citizen_id where enterprise_number = $1',
      [number],
    );
    assert.match((await portal.mailTo(rows[0].email)).subject, /vérifié/);
  });

  it('asks for a state and a reason, and says so when nothing would change', async () => {
    const { enterpriseNumber: number } = await addWaitingRequest(portal.app.db);
    const { visitor } = await signInColleague(portal);
    for (const [fields, words] of [
      [{ state: '', reason: 'Vu' }, /Choisissez une des réponses/],
      [{ state: 'closed', reason: 'Vu' }, /Choisissez une des réponses/],
      [{ state: 'verified', reason: '' }, /Écrivez le motif/],
      [{ state: 'claimed', reason: 'Vu' }, /déjà dans cet état/],
    ] as const) {
      const page = await visitor.post(pathOf(number), { from: 'claimed', ...fields });
      assert.equal(page.status, 422);
      assert.match(text(page.html), words);
    }
    assert.equal(await stateOf(number), 'claimed');
    // Each refused form showed all of it again.
    assert.deepEqual(
      (await eventsOn(number)).map(({ name }) => name),
      Array(4).fill('organisation-opened'),
    );
  });

  it('tells the second of two agents what the first made of it', async () => {
    const { enterpriseNumber: number } = await addWaitingRequest(portal.app.db);
    const [first, second] = [await signInColleague(portal), await signInColleague(portal)];
    for (const { visitor } of [first, second]) await visitor.open(pathOf(number));
    first.visitor.choose('Contesté : la commune examine qui peut agir').fill('Motif', 'Plainte reçue');
    assert.equal((await first.visitor.press('Enregistrer l’état')).status, 303);
    second.visitor.choose('Vérifié par la commune').fill('Motif', 'Statuts comparés');
    const page = await second.visitor.press('Enregistrer l’état');
    assert.equal(page.status, 422);
    assert.match(text(page.html), /un collègue vient de le changer/);
    assert.match(text(page.html), /État du profil Contesté/);
    assert.equal(await stateOf(number), 'contested');
  });

  it('is changed from this site only', async () => {
    const { enterpriseNumber: number } = await addWaitingRequest(portal.app.db);
    const { visitor } = await signInColleague(portal);
    const fields = { from: 'claimed', state: 'contested', reason: 'Plainte' };
    const cross = await visitor.post(pathOf(number), fields, { 'sec-fetch-site': 'same-site' });
    assert.deepEqual([cross.status, await stateOf(number)], [403, 'claimed']);
  });
});
