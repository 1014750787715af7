import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { loadDefinitions } from '../../../../src/features/procedures/definitions.ts';
import { dayFromNow } from '../../../support/clocks/days.ts';
import { commune } from '../../../support/commune.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { Visitor } from '../../../support/visitor.ts';

const tomorrow = dayFromNow(1);
const definitions = loadDefinitions().map((one) => (one.slug === 'room-rental' ? { ...one, opensOn: tomorrow } : one));
let portal: TestPortal;
before(async () => {
  portal = await startPortal({ definitions });
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

  it('leads to who handles what the commune does not, by name, and begins nothing here', async () => {
    const elsewhere = [
      ['resident-parking-card', 'parking.brussels'],
      ['childcare-registration', commune.settings.childcareSite],
      ['after-school-care', commune.settings.activitiesSite],
    ] as const;
    for (const [slug, operator] of elsewhere) {
      for (const language of ['fr', 'nl']) {
        const visitor = new Visitor(portal);
        const { html } = await visitor.open(`/${language}/procedures/${slug}`);
        const [, href = '', words = ''] = /<a class="govuk-button" href="(https:[^"]+)"[^>]*>([^<]+)</.exec(html) ?? [];
        assert.equal(new URL(href).host, operator);
        assert.ok(words.includes(operator), words);
        assert.ok(!html.includes('/drafts"'), slug);
      }
    }
  });

  it('that is not open yet says from which day, there and in the catalogue, and begins nothing', async () => {
    const visitor = new Visitor(portal);
    for (const [language, said] of [
      ['fr', /Cette démarche ouvre le \d/],
      ['nl', /opent op \d/],
    ] as const) {
      const page = await visitor.open(`/${language}/procedures/room-rental`);
      assert.match(text(page.html), said);
      assert.ok(!page.html.includes('/drafts"'));
      const row = (await visitor.open(`/${language}/procedures`)).html
        .split('<li class="card">')
        .find((one) => one.includes('/procedures/room-rental"'));
      assert.match(text(row ?? ''), said);
    }
  });

  it('is the 404 of a missing page for a slug that is none', async () => {
    for (const slug of ['nothing', 'E-BIKE-GRANT', '__proto__', '..%2f..', 'e-bike-grant%00']) {
      assert.equal((await new Visitor(portal).open(`/fr/procedures/${slug}`)).status, 404, slug);
    }
  });
});
