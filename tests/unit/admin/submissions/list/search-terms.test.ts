import assert from 'node:assert/strict';
import { it } from 'node:test';
import { searchTerms } from '../../../../../src/features/admin/submissions/list/search-terms.ts';

it('words are whole, but for the beginning of the last one; accents and apostrophes do not count', () => {
  assert.equal(searchTerms('Fête d’Hondt'), "'fete' & 'd' & 'hondt':*");
  assert.equal(searchTerms("D'Hondt"), "'d' & 'hondt':*");
  assert.equal(searchTerms('YILDIZ'), searchTerms('Yıldız'));
});

it('a last word of one letter or two is asked for whole, as half of all words begin with it', () => {
  assert.equal(searchTerms('yildiz a'), "'yildiz' & 'a'");
  assert.equal(searchTerms('rue de'), "'rue' & 'de'");
  assert.equal(searchTerms('rue des'), "'rue' & 'des':*");
});

it('a number is found however it is written, and by its beginning', () => {
  assert.equal(searchTerms('26-0000123-35'), "'26000012335':*");
  assert.equal(searchTerms('26 00001'), "'2600001':*");
  assert.equal(searchTerms('BE 0671.516.647'), "'0671516647':*");
});

it('fewer than three letters or digits in a row are refused', () => {
  for (const short of ['ab', 'a b c', '1 2', '%%%', '___', 'd’é']) assert.equal(searchTerms(short), null, short);
  assert.notEqual(searchTerms('de la rue'), null);
});

it('of a word no more is asked for than the index holds', () => {
  assert.equal(searchTerms('x'.repeat(120)), `'${'x'.repeat(100)}':*`);
  assert.equal(searchTerms('𝒳'.repeat(120)), `'${'x'.repeat(100)}':*`);
});

it('what means something to Postgres is a word as any other, or none', () => {
  assert.equal(searchTerms(`abc':* | 'de\\f & !(ghi <-> j)`), "'abc' & 'de' & 'f' & 'ghi' & 'j'");
});
