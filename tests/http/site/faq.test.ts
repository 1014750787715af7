import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { decode, Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('the FAQ', () => {
  it('has the five questions of the commune, each with its own address, and is marked up for search engines', async () => {
    const html = decode((await new Visitor(portal).open('/fr/faq')).html);
    for (const [anchor, question] of [
      ['what-is-it', 'Qu.est-ce qu.un espace personnel'],
      ['what-for', 'À quoi sert un espace personnel'],
      ['is-it-required', 'Est-il nécessaire d.avoir son espace personnel pour toutes les démarches'],
      ['create-account', 'Comment créer son espace personnel'],
      ['create-profile', 'Comment créer mon profil en lien avec mon entreprise ou avec mon association'],
    ]) {
      assert.match(html, new RegExp(`<h2[^>]*id="${anchor}"[^>]*>${question}`));
    }
    const [, data = ''] = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html) ?? [];
    const page = JSON.parse(data);
    assert.equal(page['@type'], 'FAQPage');
    assert.ok(page.mainEntity.length >= 5);
  });

  it('can be searched without script, whatever the accents', async () => {
    const { html } = await new Visitor(portal).open('/fr/faq?q=DEMATERIALISEES');
    assert.match(html, /id="what-is-it"/);
    const none = await new Visitor(portal).open('/fr/faq?q=xyzzy%3Cb%3E');
    assert.match(text(none.html), /Aucune question/);
    assert.ok(!none.html.includes('xyzzy<b>'));
  });
});
