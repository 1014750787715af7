import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

it('the desk lists the démarches of one’s departments, and leads to each', async () => {
  const { visitor } = await signInColleague(portal, 'agent', ['festivities']);
  const { html } = await visitor.open('/fr/admin/desk');
  assert.match(html, /href="\/fr\/admin\/desk\/event-permit"/);
  assert.ok(!html.includes('cleanliness-report'));
});

it('says what to do to somebody who has no department yet', async () => {
  const { visitor } = await signInColleague(portal, 'agent', []);
  assert.match(text((await visitor.open('/fr/admin/desk')).html), /Demandez à l’administrateur/);
});
