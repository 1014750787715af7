import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { searchCatalogue } from '../../../src/features/procedures/catalogue/catalogue-search.ts';
import { loadDefinitions } from '../../../src/features/procedures/definitions.ts';

const SLUGS = [
  ...['birth-certificate', 'marriage-or-death-certificate', 'household-composition', 'residence-certificate'],
  ...['change-of-address', 'criminal-record-extract', 'identity-card-loss', 'reference-address', 'legal-cohabitation'],
  ...['marriage-declaration', 'resident-parking-card', 'parking-reservation', 'building-site-occupation', 'terrace'],
  ...['e-bike-grant', 'town-planning-information', 'childcare-registration', 'after-school-care', 'cleanliness-report'],
  ...['association-grant', 'equipment-loan', 'room-rental', 'horeca-permit', 'event-permit'],
];
const MEANT = [
  ['camion', 'fr', 'parking-reservation'],
  ['déménagement', 'fr', 'parking-reservation'],
  ['DEMENAG', 'fr', 'change-of-address'],
  ['échafaudage', 'fr', 'building-site-occupation'],
  ['verhuiswagen', 'nl', 'parking-reservation'],
  ['verhuizing', 'nl', 'change-of-address'],
  ['stelling', 'nl', 'building-site-occupation'],
] as const;

// Another file in the folder is another démarche, and nothing here has to change for it.
it('every definition of the folder reads, the twenty-four of the contract among them, in the order of their French names', () => {
  const definitions = loadDefinitions();
  const slugs = definitions.map(({ slug }) => slug);
  assert.equal(new Set(slugs).size, slugs.length);
  assert.deepEqual(
    SLUGS.filter((slug) => !slugs.includes(slug)),
    [],
  );
  const names = definitions.map(({ name }) => name.fr);
  assert.deepEqual(
    names,
    names.toSorted((one, other) => one.localeCompare(other, 'fr')),
  );
});

it('names and summaries are in the four languages', () => {
  for (const { slug, name, summary } of loadDefinitions()) {
    for (const text of [name, summary]) assert.ok(text.en !== undefined && text.de !== undefined, slug);
  }
});

it('what people type leads to the démarche that they mean, in French and in Dutch', () => {
  const found = (words: string, language: 'fr' | 'nl') =>
    searchCatalogue(loadDefinitions(), { audience: 'citizen', theme: null, words }, language).map(({ slug }) => slug);
  for (const [words, language, slug] of MEANT) {
    assert.ok(found(words, language).includes(slug), `${words}: ${found(words, language)}`);
  }
});

it('the words have typographic apostrophes, and French its no-break spaces', () => {
  const folder = new URL('../../../src/features/procedures/definitions/', import.meta.url);
  const slips = readdirSync(folder).flatMap((file) =>
    readFileSync(new URL(file, folder), 'utf8')
      .split('\n')
      .map((line, index) => ({ line, place: `${file}:${index + 1}` }))
      .filter(({ line }) => /\p{L}'\p{L}/u.test(line) || (/"fr":/.test(line) && / [:;?!»]|« /.test(line)))
      .map(({ place, line }) => `${place} ${line.trim()}`),
  );
  assert.deepEqual(slips, []);
});
