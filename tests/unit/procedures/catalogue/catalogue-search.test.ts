import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Filter, searchCatalogue } from '../../../../src/features/procedures/catalogue/catalogue-search.ts';
import { loadDefinitions } from '../../../../src/features/procedures/definitions.ts';

const [grant] = loadDefinitions().filter(({ slug }) => slug === 'e-bike-grant');
assert.ok(grant !== undefined);
const parking = {
  ...grant,
  slug: 'parking-reservation',
  theme: 'public-space' as const,
  audiences: ['citizen', 'enterprise'] as const,
  name: { fr: 'Réservation d’emplacement', nl: 'Reservering van een parkeerplaats' },
  summary: { fr: 'Pour un déménagement ou une livraison.', nl: 'Voor een verhuizing of een levering.' },
  synonyms: { fr: ['camion', 'échafaudage'], nl: ['vrachtwagen'] },
};
const all = [grant, { ...parking, audiences: [...parking.audiences] }];
const found = (filter: Partial<Filter>, language: 'fr' | 'nl' | 'en' = 'fr') =>
  searchCatalogue(all, { audience: 'citizen', theme: null, words: '', ...filter }, language).map(({ slug }) => slug);

describe('the catalogue', () => {
  it('shows what an audience and a theme may ask', () => {
    assert.deepEqual(found({}), ['e-bike-grant', 'parking-reservation']);
    assert.deepEqual(found({ audience: 'enterprise' }), ['parking-reservation']);
    assert.deepEqual(found({ theme: 'mobility' }), ['e-bike-grant']);
  });

  const CASES: [string, string[]][] = [
    ['camion', ['parking-reservation']],
    ['CAMION ', ['parking-reservation']],
    ['demenagement', ['parking-reservation']],
    ['déménagement', ['parking-reservation']],
    ['déménag', ['parking-reservation']],
    ['ménagement', []],
    ['emplacement camion', ['parking-reservation']],
    ['emplac camion', []],
    ['vélo camion', []],
    ['"vélo électrique"', ['e-bike-grant']],
    ['"électrique vélo"', []],
    ['« vélo électrique » neuf', ['e-bike-grant']],
    ['verhuizing', ['parking-reservation']],
    ['vrachtwagen', ['parking-reservation']],
    ['l’achat', ['e-bike-grant']],
    ["l'achat", ['e-bike-grant']],
    ['(((z+)+)+', []],
    ['   ', ['e-bike-grant', 'parking-reservation']],
    ['""', ['e-bike-grant', 'parking-reservation']],
  ];
  for (const [words, slugs] of CASES) {
    it(`finds ${slugs.length === 0 ? 'nothing' : slugs.join(' and ')} for « ${words} »`, () => {
      assert.deepEqual(found({ words }), slugs);
    });
  }

  it('also reads the language of the reader, where it is translated', () => {
    assert.deepEqual(found({ words: 'buying' }, 'en'), ['e-bike-grant']);
    assert.deepEqual(found({ words: 'buying' }, 'fr'), []);
  });
});
