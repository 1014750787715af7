import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FIRST_COLOURS } from '../../../src/domain/colours/commune-colours.ts';
import { CommuneSettings, communeByLanguage, communeValues } from '../../../src/domain/commune.ts';
import { CurrentCommune } from '../../../src/domain/current-commune.ts';
import { loadTexts } from '../../../src/web/page/texts.ts';
import { commune as beginning, IXELLES } from '../../support/commune.ts';

const named = (fr: string) => communeByLanguage({ ...IXELLES, name: { ...IXELLES.name, fr } });

describe('a commune', () => {
  for (const [name, full] of [
    ['Jette', 'commune de Jette'],
    ['Ixelles', 'commune d’Ixelles'],
    ['Evere', 'commune d’Evere'],
    ['Écaussinnes', 'commune d’Écaussinnes'],
    ['Huy', 'commune de Huy'],
    ['Le Roeulx', 'commune du Roeulx'],
    ['Les Bons Villers', 'commune des Bons Villers'],
    ['Lessines', 'commune de Lessines'],
    ['La Louvière', 'commune de La Louvière'],
  ] as const) {
    it(`is named as French says it: ${full}`, () => assert.equal(named(name).fr.full, full));
  }

  it('is named in each language, with the French name where none is given', () => {
    const { nl, en, de } = communeByLanguage(IXELLES);
    assert.equal(communeValues(nl)['communeTitle'], 'Gemeente Elsene');
    assert.equal(en.full, 'commune of Ixelles');
    assert.equal(de.full, 'Gemeinde Ixelles');
    assert.deepEqual(nl.names, ['Ixelles', 'Elsene']);
    assert.deepEqual(named('Elsene').fr.names, ['Elsene']);
  });

  it('is what its settings say at the beginning, which are as the schema asks', () => {
    assert.deepEqual(CommuneSettings.parse(beginning.settings), beginning.settings);
  });

  it('is followed by the texts when it becomes another one', () => {
    const commune = new CurrentCommune(beginning.settings);
    const { fr, nl } = loadTexts(commune);
    assert.equal(fr('submissions:receipt.commune'), 'Commune de Schaerbeek');
    commune.replace(IXELLES);
    assert.equal(fr('submissions:receipt.commune'), 'Commune d’Ixelles');
    assert.equal(nl('submissions:receipt.commune'), 'Gemeente Elsene');
  });
});

describe('what was set before there were colours and a logo', () => {
  it('is still read: the colours are those of the beginning, and there is no logo', () => {
    const { colours: _, wordmark: __, ...before } = IXELLES;
    const read = CommuneSettings.parse(before);
    assert.deepEqual([read.colours, read.wordmark], [FIRST_COLOURS, null]);
    assert.deepEqual({ ...read, colours: IXELLES.colours }, IXELLES);
  });
});
