import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ACTS, accountOf, citizenIdOf, GROUNDS, help } from '../../../support/acts/helpdesk-acts.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { follow, offers } from '../../../support/pages.ts';
import { linkIn, startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('what the helpdesk did', () => {
  it('is read by the owner of the account: what, when, why, and that it was the helpdesk', async () => {
    const { visitor, person } = await signUp(portal);
    const { visitor: other } = await signUp(portal);
    assert.match(text((await visitor.open('/fr/account/history')).html), /Le helpdesk n’a rien fait/);
    const { visitor: karim } = await signInColleague(portal, 'helpdesk');
    await help(karim, await citizenIdOf(portal, person.email), ACTS.unlock);
    const told = await portal.mailTo(person.email, /helpdesk/);
    await visitor.open('/fr/account');
    assert.ok(visitor.page.html.includes('/fr/account/history"'));
    const page = await visitor.open(new URL(linkIn(told)).pathname);
    assert.match(
      text(page.html),
      /Le helpdesk a levé le délai.* · Helpdesk de la commune de Schaerbeek Motif : Demandé par téléphone/,
    );
    assert.ok(!page.html.includes('Karim') && !page.html.includes('02 555'));
    assert.match(text((await other.open('/fr/account/history')).html), /Le helpdesk n’a rien fait/);
  });

  it('is shown page by page', async () => {
    const { visitor, person } = await signUp(portal);
    const { visitor: karim } = await signInColleague(portal, 'helpdesk');
    const path = `${accountOf(await citizenIdOf(portal, person.email))}/unlock`;
    for (let nth = 0; nth < 21; nth += 1) await karim.post(path, GROUNDS);
    await visitor.open('/fr/account/history');
    await follow(visitor, 'Plus anciens');
    assert.ok(!offers(visitor, 'Plus anciens') && offers(visitor, 'Plus récents'));
  });
});
