import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CurrentCommune } from '../../../../src/domain/current-commune.ts';
import { ExternalDefinition, HandledDefinition } from '../../../../src/features/procedures/definition/definition.ts';
import { loadDefinitions } from '../../../../src/features/procedures/definitions.ts';
import { forCommune } from '../../../../src/features/procedures/versions/for-commune.ts';
import { commune, IXELLES } from '../../../support/commune.ts';

const definitions = loadDefinitions();
const ixelles = new CurrentCommune(IXELLES);
const named = (slug: string) => definitions.find((one) => one.slug === slug) ?? assert.fail(slug);

describe('the definitions of a commune', () => {
  it('name it, accept its postcodes, and lead to its sites', () => {
    const move = JSON.stringify(forCommune(named('change-of-address'), ixelles));
    assert.match(move, /"within":\["1050"\]/);
    assert.match(move, /emménager à Ixelles/);
    assert.match(move, /in Elsene komen wonen/);
    const { external } = ExternalDefinition.parse(forCommune(named('childcare-registration'), ixelles));
    assert.deepEqual(external, { address: 'https://creches.ixelles.example', operator: 'creches.ixelles.example' });
  });

  it('keep nothing to fill in, whichever the commune, and are definitions as before', () => {
    for (const one of definitions) {
      for (const each of [commune, ixelles]) {
        const filled = forCommune(one, each);
        // A rule fills in the day that it counts, when it is judged.
        const text = JSON.stringify(filled).replaceAll('{{date}}', '');
        assert.doesNotMatch(text, /\{\{|"commune"\]/, one.slug);
        const schema = 'external' in one ? ExternalDefinition : HandledDefinition;
        assert.deepEqual(schema.parse(filled), filled, one.slug);
      }
    }
  });
});
