import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isHandled } from '../../../../../src/features/procedures/definition/definition.ts';
import { loadDefinitions } from '../../../../../src/features/procedures/definitions.ts';
import {
  filledItems,
  householdBlocks,
  householdOf,
} from '../../../../../src/features/submissions/draft/household/household-blocks.ts';

it('the people who move with somebody are the household, and no other block of the catalogue is', () => {
  assert.deepEqual(householdBlocks(loadDefinitions()), [{ slug: 'change-of-address', block: 'people' }]);
});

it('a step asks for the household where its block says so', () => {
  const form = loadDefinitions().find(({ slug }) => slug === 'change-of-address');
  assert.ok(form && isHandled(form));
  const asked = form.steps.map((step) => [step.id, householdOf(step)?.id]);
  assert.deepEqual(
    asked.filter(([, block]) => block !== undefined),
    [['people', 'people']],
  );
});

it('somebody of whom nothing may be copied is left out', () => {
  assert.deepEqual(filledItems([{ name: 'Tom' }, {}, { relation: 'fils' }]), [{ name: 'Tom' }, { relation: 'fils' }]);
});
