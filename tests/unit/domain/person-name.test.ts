import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fullName, maskedAddress, nameAmong } from '../../../src/domain/person-name.ts';

it('a person is first name and name', () => {
  assert.equal(fullName({ firstName: 'Lucie', lastName: 'Lambert' }), 'Lucie Lambert');
});

it('a person with a single name wrote a dash for the other, which is not shown', () => {
  assert.equal(fullName({ firstName: '-', lastName: 'Sukarno' }), 'Sukarno');
  assert.equal(fullName({ firstName: 'Madonna', lastName: '–' }), 'Madonna');
  assert.equal(fullName({ firstName: '-', lastName: '-' }), '-');
  assert.equal(fullName({ firstName: 'Anne-Marie', lastName: 'D.' }), 'Anne-Marie D.');
});

it('a masked address can be known again, and not written to', () => {
  assert.equal(maskedAddress('lucie.lambert@exemple.be'), 'l…@exemple.be');
  assert.equal(maskedAddress('l@exemple.be'), 'l…@exemple.be');
  assert.equal(maskedAddress('"a@b"@exemple.be'), '"…@exemple.be');
});

it('people of one name are told apart by as much of the address as that takes', () => {
  const person = (accountEmail: string, firstName = 'Jan') => ({ firstName, lastName: 'Peeters', accountEmail });
  const told = (...people: ReturnType<typeof person>[]) => people.map((one) => nameAmong(one, people));
  assert.deepEqual(told(person('jan@a.be'), person('lucie@a.be', 'Lucie')), ['Jan Peeters', 'Lucie Peeters']);
  assert.deepEqual(told(person('jan@a.be'), person('jan@b.be')), ['Jan Peeters (j…@a.be)', 'Jan Peeters (j…@b.be)']);
  const close = ['Jan Peeters (jan…@a.be)', 'Jan Peeters (janp…@a.be)'];
  assert.deepEqual(told(person('jan@a.be'), person('janp@a.be')), close);
});
