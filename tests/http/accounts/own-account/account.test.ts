import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const PAGES = ['', '/personal-data', '/email', '/password', '/preferences', '/sessions', '/data', '/closing'];

describe('the page of an account', () => {
  it('shows what the account holds, never the password, and leads to where each part is changed', async () => {
    const { visitor, person } = await signUp(portal);
    const { html } = await visitor.open('/fr/account');
    assert.match(text(html), /Prénom Lucie .*Nom Lambert .*pas encore confirmée.*Langue Français/);
    assert.ok(html.includes(person.email) && !html.includes(person.password));
    for (const page of PAGES.slice(1)) assert.ok(html.includes(`href="/fr/account${page}"`), page);
  });

  it('and each page behind it sends somebody signed out to sign in, and comes back', async () => {
    for (const page of PAGES) {
      const visitor = new Visitor(portal);
      await visitor.open(`/nl/account${page}`);
      assert.equal(visitor.page.location, `/nl/sign-in?next=${encodeURIComponent(`/nl/account${page}`)}`);
    }
  });
});
