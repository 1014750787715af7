import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { chooseAtFas } from '../../../support/fas/at-fas.ts';
import { CARD, countRows, setOut, startPortalWithFas, tied } from '../../../support/fas/identify.ts';
import { signUp } from '../../../support/journeys.ts';
import type { TestPortal } from '../../../support/portal.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortalWithFas();
});

describe('the address that FAS knows', () => {
  it('is taken in the language of the departure', async () => {
    const { visitor } = await signUp(portal);
    await visitor.open('/nl/identification?next=/nl/my-space');
    const back = await chooseAtFas(await setOut(visitor), 'Cancel');
    visitor.setCookie('language', 'fr');
    await visitor.open(`${back.pathname}${back.search}`);
    assert.match(visitor.page.location ?? '', /^\/nl\/identification\/return\?/);
  });

  it('may be a form that another site posts, which brings no cookie and changes nothing by itself', async () => {
    const { visitor } = await tied(portal);
    await visitor.open('/fr/identification?next=/fr/account');
    const back = await chooseAtFas(await setOut(visitor), CARD);
    const before = await countRows(portal, 'identifications');
    const answer = await fetch(new URL('/identification/callback', portal.origin), {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'cross-site',
        origin: 'https://fas.example',
      },
      body: back.searchParams.toString(),
    });
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get('set-cookie'), null);
    assert.equal(await countRows(portal, 'identifications'), before);
    await visitor.open(answer.headers.get('location') ?? '');
    await visitor.follow();
    assert.equal(visitor.page.url, '/fr/account');
    assert.equal((await countRows(portal, 'identifications')) - before, 1);
  });

  it('takes whatever is posted to it, and keeps nothing but the four names that it knows', async () => {
    const posted = (body: string) =>
      fetch(new URL('/identification/callback', portal.origin), {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
        body,
      });
    for (const body of [
      '',
      'state=a&state=b',
      `state=${'x'.repeat(3_000)}`,
      'state=%00%0d%0aSet-Cookie:x',
      '__proto__=x',
      'other=x',
    ]) {
      const answer = await posted(body);
      const location = answer.headers.get('location') ?? '';
      assert.equal(answer.status, 303, body.slice(0, 40));
      assert.match(location, /^\/fr\/identification\/return\?(?:state=[\w.%+-]{0,60})?$/, location.slice(0, 200));
    }
    assert.equal((await posted(`state=${'x'.repeat(70_000)}`)).status, 413);
  });

  it('leads to pages of this portal only, whatever the state says', async () => {
    const { visitor } = await signUp(portal);
    for (const state of ['//elsewhere.example.x', 'https://elsewhere.example', '../../x.y', 'xx.y']) {
      await visitor.open(`/identification/callback?${new URLSearchParams({ code: 'x', state })}`);
      assert.match(visitor.page.location ?? '', /^\/(?:fr|nl|en|de)\/identification\/return\?/);
      await visitor.follow();
      assert.equal(visitor.page.status, 200);
    }
  });
});
