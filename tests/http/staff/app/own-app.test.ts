import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { addColleague, codeOf, secretIn, signInAs, signInColleague } from '../../../support/staff.ts';
import { auditOf } from '../../../support/staff-account/audit-of.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const PATH = '/fr/admin/account/app';

describe('the app of a member of the staff', () => {
  it('is replaced on a new telephone once it shows a code; the old one opens nothing, other sessions end, a mail tells it', async () => {
    const nadia = await addColleague(portal);
    const elsewhere = await signInAs(portal, nadia);
    portal.clock.advance(30);
    const visitor = await signInAs(portal, nadia);
    const secret = secretIn((await visitor.open(PATH)).html);
    visitor.fill('Code à 6 chiffres', '000000');
    assert.equal((await visitor.press('Remplacer l’application')).status, 422);
    assert.equal(secretIn(visitor.page.html), secret, 'the one that was scanned');
    visitor.fill('Code à 6 chiffres', codeOf(portal, { secret }));
    assert.equal((await visitor.press('Remplacer l’application')).location, '/fr/admin/account');
    assert.equal((await visitor.follow()).status, 200);
    assert.equal((await elsewhere.open('/fr/admin')).status, 303);
    await portal.mailTo(nadia.email, /votre application a changé/);
    assert.ok((await auditOf(portal, nadia)).includes('staff-app-changed'));
    portal.clock.advance(30);
    assert.equal((await signInAs(portal, nadia)).page.status, 422);
    assert.equal((await signInAs(portal, { ...nadia, secret })).page.status, 303);
  });

  it('is not set by an offer to a colleague, from another site, or by who is not signed in', async () => {
    const { visitor } = await signInColleague(portal);
    const { visitor: karim, colleague } = await signInColleague(portal, 'helpdesk');
    const { html } = await visitor.open(PATH);
    const offer = /name="offer" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const fields = { offer, code: codeOf(portal, { secret: secretIn(html) }) };
    assert.equal((await karim.post(PATH, fields)).status, 422);
    assert.equal((await visitor.post(PATH, fields, FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await new Visitor(portal).post(PATH, fields)).status, 401);
    portal.clock.advance(30);
    assert.equal((await signInAs(portal, colleague)).page.status, 303);
  });
});
