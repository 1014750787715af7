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
  it('leads to sign-up, Mon espace, the questions and the démarches, and searches these without script', async () => {
    const visitor = new Visitor(portal);
    const { html } = await visitor.open('/fr');
    for (const page of ['sign-up', 'my-space', 'faq', 'contact', 'procedures'])
      assert.ok(html.includes(`href="/fr/${page}"`), page);
    const [, search = ''] =
      /<form[^>]*action="([^"]+)"[^>]*role="search"|<form[^>]*role="search"[^>]*action="([^"]+)"/.exec(html) ?? [];
    assert.equal(search, '/fr/procedures');
    const words = visitor.type('q', 'vélo').press('Chercher');
    assert.match((await words).html, /href="\/fr\/procedures\/e-bike-grant"/);
    assert.ok(!visitor.page.html.includes('/procedures/change-of-address'));
  });

  it('shows six tiles, three of which lead to the démarches of one audience', async () => {
    const visitor = new Visitor(portal);
    const { html } = await visitor.open('/fr');
    const tiles = [...html.matchAll(/class="tile tile--(\w+)" href="([^"]+)"/g)].map(([, colour, href]) => [
      colour,
      href,
    ]);
    assert.deepEqual(tiles, [
      ['blue', '/fr/my-space'],
      ['green', '/fr/procedures?audience=citizen'],
      ['orange', '/fr/procedures?audience=enterprise'],
      ['magenta', '/fr/procedures?audience=association'],
      ['teal', '/fr/faq'],
      ['purple', '/fr/contact'],
    ]);
    for (const [, href = ''] of tiles.slice(1, 4)) {
      const [, audience] = href.split('audience=');
      assert.match((await visitor.open(href)).html, new RegExp(`value="${audience}"[^>]*checked`));
    }
  });
});
