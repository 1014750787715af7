import assert from 'node:assert/strict';
import { it } from 'node:test';
import { stateTag } from '../../../../src/features/profiles/organisation/state-tag.ts';

it('the state of an organisation has one colour for everybody, and always its text', () => {
  assert.deepEqual(stateTag('claimed', 'Déclaré'), { text: 'Déclaré', colour: 'grey' });
  assert.deepEqual(stateTag('verified', 'Vérifié'), { text: 'Vérifié', colour: 'green' });
  assert.deepEqual(stateTag('contested', 'Contesté'), { text: 'Contesté', colour: 'orange' });
});
