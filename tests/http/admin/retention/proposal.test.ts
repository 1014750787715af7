import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { AUTHORISATION, insertDue, PROPOSAL, TRANSFER } from '../../../support/acts/retention.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { assertIsNotThere, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { signInColleague } from '../../../support/staff.ts';
import type { Visitor } from '../../../support/visitor.ts';

const LABEL = 'Autorisation des Archives de l’État';
const BUTTON = 'Proposer à une seconde personne';
let portal: TestPortal;
let email: string;
let sofia: Visitor;
before(async () => {
  portal = await startPortal();
  email = (await signUp(portal)).person.email;
  sofia = (await signInColleague(portal, ['administrator'])).visitor;
});
const runs = async () => (await portal.app.db.pool.query('select id, status from retention_runs')).rows;

describe('a proposal to let go what is due', () => {
  it('offers nothing while nothing is due, or for a démarche that does not exist', async () => {
    for (const address of [PROPOSAL, '/fr/admin/retention/proposal?procedure=nope&fate=burn']) {
      const { status, html } = await sofia.open(address);
      assert.equal(status, 200);
      assert.match(text(html), /Aucune demande de cette démarche n’est échue/);
      assert.ok(!html.includes(BUTTON));
    }
  });

  it('is reached from the dry run, says what will happen, and asks for the authorisation', async () => {
    await insertDue(portal, { email });
    const dryRun = await sofia.open('/fr/admin/retention?procedure=e-bike-grant&fate=destroy');
    const [, href = ''] = /class="govuk-button" href="([^"]+)"/.exec(dryRun.html) ?? [];
    const { html } = await sofia.open(href.replaceAll('&amp;', '&'));
    assert.match(text(html), /1 demande, clôturée le/);
    assert.match(text(html), /sont détruits pour toujours/);
    const refused = await sofia.fill(LABEL, '  ').press(BUTTON);
    assert.equal(refused.status, 422);
    assert.match(text(refused.html), /Indiquez l’autorisation/);
    assert.deepEqual(await runs(), []);
  });

  it('freezes what is due, once however often the button is pressed, and is in the list', async () => {
    await sofia.open(PROPOSAL);
    const [, form = ''] = /name="form" value="([^"]+)"/.exec(sofia.page.html) ?? [];
    const first = await sofia.fill(LABEL, AUTHORISATION).press(BUTTON);
    assert.equal(first.status, 303);
    const second = await sofia.post(PROPOSAL, { form, authorisation: AUTHORISATION });
    assert.deepEqual([second.status, second.location], [303, first.location]);
    assert.equal((await runs()).length, 1);
    const list = await sofia.open('/fr/admin/retention');
    assert.match(text(list.html), /À confirmer Proposé par Sofia Rossi/);
    assert.match(text(list.html), /Aucune demande n’a dépassé/);
    const late = await sofia.post(PROPOSAL, { authorisation: AUTHORISATION });
    assert.equal(late.status, 422);
    assert.match(text(late.html), /elles attendent déjà/);
  });

  it('is of the fate that the form of the request promised, whatever the address says', async () => {
    const before = (await runs()).length;
    await insertDue(portal, { email, slug: TRANSFER.slug });
    const address = `/fr/admin/retention/proposal?procedure=${TRANSFER.slug}&fate=`;
    assert.ok(!(await sofia.open(`${address}destroy`)).html.includes(BUTTON));
    assert.equal((await sofia.post(`${address}destroy`, { authorisation: AUTHORISATION })).status, 422);
    assert.equal((await runs()).length, before);
    assert.match(text((await sofia.open(`${address}transfer`)).html), /Proposer un transfert aux archives.*1 demande/s);
  });

  it('asks for the second factor again, and is for administrators on our own pages only', async () => {
    await insertDue(portal, { email });
    await sofia.open(PROPOSAL);
    await portal.app.db.pool.query(`update staff_sign_ins set confirmed_at = now() - interval '11 minutes'`);
    assert.equal((await sofia.fill(LABEL, AUTHORISATION).press(BUTTON)).status, 401);
    assert.match((await sofia.open(PROPOSAL)).location ?? '', /account\/confirmation/);
    assert.equal((await sofia.post(PROPOSAL, { authorisation: AUTHORISATION }, FROM_ANOTHER_SITE)).status, 403);
    for (const role of ['agent', 'helpdesk'] as const) {
      await assertIsNotThere((await signInColleague(portal, [role])).visitor, PROPOSAL);
    }
    assert.equal((await runs()).length, 1);
  });
});
