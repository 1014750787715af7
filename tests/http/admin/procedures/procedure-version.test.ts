import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { Visitor } from '../../../support/visitor.ts';

const PAGE = '/fr/admin/procedures/event-permit';
let portal: TestPortal;
let sofia: Visitor;
before(async () => {
  portal = await startPortal();
  sofia = (await signInColleague(portal, 'administrator')).visitor;
});

const change = (version: string, phone: string) =>
  sofia.post(PAGE, { opening: 'open', fee: 'file', delay: 'file', reason: `vers ${phone}`, version, phone });
const shownPhone = async () =>
  /02 555 \d\d \d\d/.exec((await new Visitor(portal).open('/fr/procedures/event-permit')).html)?.[0];

it('an administrator returns to what was set before, and to what the file says', async () => {
  await change('0', '02 555 00 01');
  await change('1', '02 555 00 02');
  assert.equal(await shownPhone(), '02 555 00 02');
  const page = await sofia.open(`${PAGE}/versions/1`);
  assert.match(text(page.html), /Version 1.*02 555 00 01/);
  assert.equal((await sofia.press('Revenir à cette version')).status, 422);
  sofia.fill('Motif', 'Erreur de frappe');
  assert.equal((await sofia.press('Revenir à cette version')).location, PAGE);
  assert.equal(await shownPhone(), '02 555 00 01');
  assert.match(text((await sofia.open(PAGE)).html), /Version 3.*Erreur de frappe.*En vigueur.*Version 2.*Version 1/);
  await sofia.open(`${PAGE}/versions/0`);
  sofia.fill('Motif', 'Comme publié');
  await sofia.press('Revenir à cette version');
  assert.equal(await shownPhone(), undefined);
});

it('nothing is returned to on top of what a colleague set meanwhile', async () => {
  const late = await sofia.post(`${PAGE}/versions/1`, { reason: 'Trop tard', version: '2' });
  assert.equal(late.status, 409);
  assert.match(text(late.html), /Rien n’est enregistré/);
});

it('nobody returns to the version that holds now', async () => {
  const { html } = await sofia.open(`${PAGE}/versions/4`);
  assert.match(text(html), /Version 4 En vigueur/);
  assert.doesNotMatch(html, /<form method="post" novalidate>/);
});

it('a version that never was is not there', async () => {
  for (const version of ['99', '-1', '01', 'x', '0x1']) {
    assert.equal((await sofia.open(`${PAGE}/versions/${version}`)).status, 404, version);
  }
});
