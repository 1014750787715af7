import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('the page of a démarche', () => {
  it('says fee, delay, identification, what to have at hand, and the ways without the internet', async () => {
    const page = await new Visitor(portal).open('/fr/procedures/e-bike-grant');
    const words = text(page.html);
    for (const said of [
      /Prix Gratuit/,
      /60 jours après réception/,
      /Avec votre compte/,
      /La facture d’achat/,
      /Sans internet/,
    ]) {
      assert.match(words, said);
    }
  });

  it('says before one begins that the card is asked for at the end, and why', async () => {
    for (const [language, asked, why] of [
      ['fr', /votre carte d’identité, itsme ou MyGov\.be/, /la loi demande que nous soyons sûrs de votre identité/],
      ['nl', /uw identiteitskaart, itsme of MyGov\.be/, /de wet vraagt dat we zeker zijn van uw identiteit/],
    ] as const) {
      const words = text((await new Visitor(portal).open(`/${language}/procedures/birth-certificate`)).html);
      assert.match(words, asked);
      assert.match(words, why);
    }
  });

  it('is in Dutch for who reads Dutch, and marks as French what nobody translated into English', async () => {
    const visitor = new Visitor(portal);
    const dutch = await visitor.open('/nl/procedures/e-bike-grant');
    assert.match(text(dutch.html), /Premie voor de aankoop van een elektrische fiets/);
    assert.doesNotMatch(dutch.html, /<(?:span|div) lang="fr">/);
    const english = await visitor.open('/en/procedures/e-bike-grant');
    assert.match(text(english.html), /Grant for buying an electric bicycle/);
    assert.match(english.html, /<div lang="fr">/);
  });

  it('is the 404 of a missing page for a slug that is none', async () => {
    for (const slug of ['nothing', 'E-BIKE-GRANT', '__proto__', '..%2f..', 'e-bike-grant%00']) {
      assert.equal((await new Visitor(portal).open(`/fr/procedures/${slug}`)).status, 404, slug);
    }
  });
});
