import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { Visitor } from '../../support/visitor.ts';

const SETTINGS = {
  COMMUNE_EMAIL: 'bonjour@commune.example',
  COMMUNE_PHONE: '081 24 60 60',
  COMMUNE_HOURS_FR: 'de 9h à 12h',
  COMMUNE_ADDRESS_FR: 'Rue Haute 1, 5000 Namur',
  COMMUNE_NAME_FR: 'Namur',
};

describe('how the commune is reached, when it is set', () => {
  let portal: TestPortal;
  before(async () => {
    portal = await startPortal({ environment: SETTINGS });
  });

  for (const path of ['/fr', '/fr/contact', '/fr/faq', '/fr/terms', '/fr/privacy', '/fr/accessibility']) {
    it(`is what ${path} says, and its links follow`, async () => {
      const { html } = await new Visitor(portal).open(path);
      assert.match(html, /href="mailto:bonjour@commune\.example"[^>]*>bonjour@commune\.example</);
      assert.match(html, /href="tel:\+3281246060"[^>]*>081 24 60 60</);
      assert.match(html, /de\u00a09h\u00a0à\u00a012h/);
      assert.match(html, /Rue Haute 1, 5000\u00a0Namur/);
      assert.match(html, /<title>[^<]* – Namur<\/title>/);
      assert.doesNotMatch(html, /1030\.be|244.75.11|Colignon|\{\{/);
    });
  }
});
