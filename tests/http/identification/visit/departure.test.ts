import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { countRows, startPortalWithFas } from '../../../support/fas/identify.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortalWithFas();
});

describe('the way to FAS', () => {
  it('is not begun by a page of another site', async () => {
    const { visitor } = await signUp(portal);
    const before = await countRows(portal, 'identification_attempts');
    await visitor.open('/fr/identification/departure?next=/fr/my-space', { 'sec-fetch-site': 'cross-site' });
    assert.equal(visitor.page.location, '/fr/identification?next=%2Ffr%2Fmy-space&level=2');
    assert.equal(await countRows(portal, 'identification_attempts'), before);
  });

  it('says that FAS is away, and leaves the rest of the portal as it is', async () => {
    const away = await startPortal({
      environment: {
        FAS_ISSUER: 'http://127.0.0.1:9/fas/oauth2',
        FAS_CLIENT_ID: 'portal',
        FAS_CLIENT_SECRET: 'a secret of sixteen characters',
      },
    });
    const { visitor } = await signUp(away);
    await visitor.open('/fr/identification/departure?next=/fr/my-space');
    await visitor.follow();
    assert.equal(visitor.page.status, 503);
    assert.match(text(visitor.page.html), /ne répond pas/);
    assert.equal((await visitor.open('/fr/my-space')).status, 200);
    assert.equal(away.logged.filter((line) => line.includes('identification not possible')).length, 1);
  });
});
