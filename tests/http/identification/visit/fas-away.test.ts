import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readyBirthCertificate } from '../../../support/fas/birth-certificate.ts';
import { startForgedFas } from '../../../support/fas/forged-fas.ts';
import { countRows, setOut } from '../../../support/fas/identify.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal } from '../../../support/portal.ts';
import { confirmedCitizen } from '../../../support/submissions/filing.ts';
import { Visitor } from '../../../support/visitor.ts';

async function portalAndFas() {
  const forged = await startForgedFas();
  return { forged, portal: await startPortal({ environment: forged.settings }) };
}

describe('FAS that is away when one comes back', () => {
  it('is said beside the other ways, and the draft stays', async () => {
    const { forged, portal } = await portalAndFas();
    const { visitor } = await confirmedCitizen(portal);
    const draft = await readyBirthCertificate(visitor);
    await visitor.open(`/fr/identification?next=${draft}/check`);
    const answer = forged.return(await setOut(visitor));
    await forged.stop();
    await visitor.open(`/identification/callback?${answer}`);
    await visitor.follow();
    assert.equal(visitor.page.status, 503);
    assert.match(text(visitor.page.html), /ne répond pas.*donnez ce code/);
    assert.ok(visitor.page.html.includes(`href="${draft}/check"`));
    assert.equal((await visitor.open(`${draft}/check`)).status, 200);
    assert.deepEqual([await countRows(portal, 'identities'), await countRows(portal, 'identifications')], [0, 0]);
  });

  it('is said to who signs in by the card, beside the password', async () => {
    const { forged, portal } = await portalAndFas();
    const visitor = new Visitor(portal);
    await visitor.open('/fr/identification/sign-in?next=/fr/account');
    const answer = forged.return(await setOut(visitor));
    await forged.stop();
    await visitor.open(`/identification/callback?${answer}`);
    await visitor.follow();
    assert.equal(visitor.page.status, 503);
    assert.match(text(visitor.page.html), /ne répond pas/);
    assert.match(visitor.page.html, /href="\/fr\/sign-in\?next=%2Ffr%2Faccount"/);
    assert.equal((await visitor.open('/fr/sign-in')).status, 200);
  });
});
