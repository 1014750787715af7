import assert from 'node:assert/strict';
import test from 'node:test';
import { chooseRegistryName, type RegistryName } from '../../../src/features/register/registry-name.ts';

const name = (language: RegistryName['language'], type: string, text: string): RegistryName => ({
  language,
  type,
  name: text,
});
const park = [
  name('fr', '002', 'L.A.P.'),
  name('nl', '001', 'De Vrienden van het Park'),
  name('fr', '001', 'Les Amis du Parc'),
];

test('the official name is given in the language asked', () => {
  assert.equal(chooseRegistryName(park, 'fr'), 'Les Amis du Parc');
  assert.equal(chooseRegistryName(park, 'nl'), 'De Vrienden van het Park');
});

test('an official name in another language comes before a commercial name in the language asked', () => {
  assert.equal(chooseRegistryName([name('fr', '003', 'Le Coin'), name('nl', '001', 'De Hoek')], 'fr'), 'De Hoek');
});

test('without the language asked, a name of unknown language comes first, then French', () => {
  assert.equal(chooseRegistryName(park, 'de'), 'Les Amis du Parc');
  assert.equal(chooseRegistryName([...park, name(null, '001', 'LAP')], 'de'), 'LAP');
});

test('without an official name another one serves; without any there is none', () => {
  assert.equal(chooseRegistryName([name('nl', '003', 'De Hoek')], 'fr'), 'De Hoek');
  assert.equal(chooseRegistryName([], 'fr'), null);
});
