import assert from 'node:assert/strict';
import { it } from 'node:test';
import { loadDefinitions } from '../../../src/features/procedures/definitions.ts';

it('every definition of the folder reads, each slug once, in the order of the French names', () => {
  const definitions = loadDefinitions();
  assert.ok(definitions.length > 0);
  assert.equal(new Set(definitions.map(({ slug }) => slug)).size, definitions.length);
  const names = definitions.map(({ name }) => name.fr);
  assert.deepEqual(
    names,
    names.toSorted((one, other) => one.localeCompare(other, 'fr')),
  );
});
