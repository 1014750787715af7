import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { dateOf, enterpriseNumberOf, isNumberOfOtherEntity } from '../../../src/features/register/kbo-values.ts';

test('an enterprise number loses its dots and keeps its leading zero', () => {
  assert.equal(enterpriseNumberOf('0671.516.647'), '0671516647');
  assert.equal(enterpriseNumberOf('1999.000.150'), '1999000150');
  assert.equal(enterpriseNumberOf('0671516647'), '0671516647');
});

for (const text of [
  '',
  '671.516.647',
  '0671.516.6471',
  '0671 516 647',
  '2.147.812.701',
  '2147812701',
  'BE0671516647',
]) {
  test(`« ${text} » is not an enterprise number of the register`, () => assert.equal(enterpriseNumberOf(text), null));
}

test('numbers of establishments and of branches are told from malformed ones', () => {
  for (const text of ['2.147.812.701', '8147812701', '9.000.006.626']) assert.equal(isNumberOfOtherEntity(text), true);
  for (const text of ['0671.516.647', '2147.812.701', '2.147.812', ''])
    assert.equal(isNumberOfOtherEntity(text), false);
});

test('a date changes its order', () => {
  assert.equal(dateOf('31-12-2023'), '2023-12-31');
  assert.equal(dateOf('29-02-2024'), '2024-02-29');
  assert.equal(dateOf('01-01-1830'), '1830-01-01');
});

for (const text of [
  '',
  '29-02-2023',
  '31-04-2023',
  '00-01-2023',
  '01-13-2023',
  '2023-12-31',
  '1-1-2023',
  '01-01-0000',
]) {
  test(`« ${text} » is not a date`, () => assert.equal(dateOf(text), null));
}

test('every day of the calendar comes through', () => {
  const days = fc.date({ min: new Date('1830-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(days, (day) => {
      const iso = day.toISOString().slice(0, 10);
      assert.equal(dateOf(iso.split('-').reverse().join('-')), iso);
    }),
  );
});
