import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { STAFF_ROLES } from '../../../../src/features/staff/staff-roles.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

for (const role of STAFF_ROLES) {
  it(`is there for the role ${role}, from the name in the banner, and each of its links leads to a page`, async () => {
    const { visitor, colleague } = await signInColleague(portal, role);
    assert.match((await visitor.open('/fr/admin')).html, /href="\/fr\/admin\/account"/);
    const page = await visitor.open('/fr/admin/account');
    assert.ok(text(page.html).includes(colleague.email));
    const links = [...page.html.matchAll(/card__link govuk-link" href="([^"]+)"/g)].map(([, href = '']) => href);
    assert.ok(links.length >= 2);
    for (const link of links) assert.equal((await visitor.open(link)).status, 200, link);
    assert.equal((await visitor.post('/fr/admin/account', {})).status, 404);
    assert.equal((await visitor.open('/fr/admin/account/nope')).status, 404);
  });
}

it('is nothing to a citizen', async () => {
  const { visitor } = await signUp(portal);
  assert.equal((await visitor.open('/fr/admin/account')).location, '/fr/admin/sign-in?next=%2Ffr%2Fadmin%2Faccount');
});
