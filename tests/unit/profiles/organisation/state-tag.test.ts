import assert from 'node:assert/strict';
import { it } from 'node:test';
import { stateTag } from '../../../../src/features/profiles/organisation/state-tag.ts';
import { loadTexts } from '../../../../src/web/page/texts.ts';
import { commune } from '../../../support/commune.ts';

it('the state of an organisation has one colour and one text, for citizens and for the staff', () => {
  const { fr, nl } = loadTexts(commune);
  assert.deepEqual(stateTag('claimed', fr), { text: 'Déclaré, pas encore vérifié par la commune', colour: 'grey' });
  assert.deepEqual(stateTag('verified', fr), { text: 'Vérifié par la commune', colour: 'green' });
  const contested = 'Betwist: de gemeente onderzoekt wie mag handelen';
  assert.deepEqual(stateTag('contested', nl), { text: contested, colour: 'orange' });
});
