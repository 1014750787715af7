import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('the language', () => {
  it('of / follows the cookie, then Accept-Language, then French', async () => {
    const visitor = new Visitor(portal);
    assert.equal((await visitor.open('/', { 'accept-language': 'xx,de;q=0.5,nl;q=0.9' })).location, '/nl');
    assert.equal((await visitor.open('/', { 'accept-language': 'ja' })).location, '/fr');
    await visitor.open('/de/faq');
    assert.equal((await visitor.open('/', { 'accept-language': 'nl' })).location, '/de');
  });

  it('switch keeps the page', async () => {
    const { html } = await new Visitor(portal).open('/fr/faq?q=mot');
    assert.match(html, /href="\/nl\/faq\?q=mot"/);
  });
});
describe('the home page', () => {
  it('leads to sign-up, Mon espace and the questions, and searches them without script', async () => {
    const visitor = new Visitor(portal);
    const { html } = await visitor.open('/fr');
    for (const page of ['sign-up', 'my-space', 'faq', 'contact']) assert.ok(html.includes(`href="/fr/${page}"`), page);
    const [, search = ''] =
      /<form[^>]*action="([^"]+)"[^>]*role="search"|<form[^>]*role="search"[^>]*action="([^"]+)"/.exec(html) ?? [];
    assert.equal(search, '/fr/faq');
  });
});
