import assert from 'node:assert/strict';
import { it } from 'node:test';
import { searchTerms } from '../../../../../src/features/admin/submissions/list/search-terms.ts';

it('words are whole, but for the beginning of the last one; accents and apostrophes do not count', () => {
  assert.deepEqual(searchTerms('Fête d’Hondt'), [' fete ', ' d ', ' hondt']);
  assert.deepEqual(searchTerms("D'Hondt"), [' d ', ' hondt']);
  assert.deepEqual(searchTerms('YILDIZ'), searchTerms('Yıldız'));
});

it('a number is found however it is written, and by its beginning', () => {
  assert.deepEqual(searchTerms('26-0000123-35'), [' 26000012335']);
  assert.deepEqual(searchTerms('26 00001'), [' 2600001']);
  assert.deepEqual(searchTerms('BE 0671.516.647'), [' 0671516647']);
});

it('fewer than three letters or digits in a row are refused', () => {
  for (const short of ['ab', 'a b c', '1 2', '%%%', '___', 'd’é']) assert.equal(searchTerms(short), null, short);
  assert.notEqual(searchTerms('de la rue'), null);
});
