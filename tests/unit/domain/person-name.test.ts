import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fullName, maskedAddress } from '../../../src/domain/person-name.ts';

it('a person is first name and name', () => {
  assert.equal(fullName({ firstName: 'Lucie', lastName: 'Lambert' }), 'Lucie Lambert');
});

it('a masked address can be known again, and not written to', () => {
  assert.equal(maskedAddress('lucie.lambert@exemple.be'), 'l…@exemple.be');
  assert.equal(maskedAddress('l@exemple.be'), 'l…@exemple.be');
  assert.equal(maskedAddress('"a@b"@exemple.be'), '"…@exemple.be');
});
