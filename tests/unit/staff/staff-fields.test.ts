import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { code } from '../../../src/features/staff/staff-fields.ts';

describe('the code of an app', () => {
  for (const typed of [
    '123456',
    '123 456',
    ' 12 34 56 ',
    '123\u00a0456',
    '123-456',
    '123456.',
    '１２３４５６',
    '١٢٣٤٥٦',
  ]) {
    it(`is read from « ${typed} »`, () => assert.equal(code.parse(typed), '123456'));
  }
  for (const [typed, words] of [
    ['', 'staff:error.code.missing'],
    ['   ', 'staff:error.code.missing'],
    [undefined, 'staff:error.code.missing'],
    ['12345', 'staff:error.code.wrong'],
    ['1234567', 'staff:error.code.wrong'],
    ['12345a', 'staff:error.code.wrong'],
    ['123456\0', 'staff:error.code.wrong'],
  ] as const) {
    it(`is not read from ${JSON.stringify(typed)}, in its own words`, () => {
      assert.equal(code.safeParse(typed).error?.issues[0]?.message, words);
    });
  }
});
