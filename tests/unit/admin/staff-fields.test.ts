import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { code, optionalReason, REASON_MAX } from '../../../src/features/admin/staff-fields.ts';

describe('the code of an app', () => {
  for (const typed of ['123456', '123 456', ' 12 34 56 ', '123\u00a0456']) {
    it(`is read from « ${typed} »`, () => assert.equal(code.parse(typed), '123456'));
  }
  for (const [typed, words] of [
    ['', 'admin:error.code.missing'],
    ['   ', 'admin:error.code.missing'],
    [undefined, 'admin:error.code.missing'],
    ['12345', 'admin:error.code.wrong'],
    ['1234567', 'admin:error.code.wrong'],
    ['１２３４５６', 'admin:error.code.wrong'],
    ['12345a', 'admin:error.code.wrong'],
    ['123456\0', 'admin:error.code.wrong'],
  ] as const) {
    it(`is not read from ${JSON.stringify(typed)}, in its own words`, () => {
      assert.equal(code.safeParse(typed).error?.issues[0]?.message, words);
    });
  }
});

describe('a reason that may be left out', () => {
  it('is one line without blanks around it', () => {
    assert.equal(optionalReason.parse('  Statuts\r\nvus\tau  registre '), 'Statuts vus au registre');
    assert.deepEqual([optionalReason.parse(''), optionalReason.parse(undefined)], ['', '']);
  });

  it('is refused when too long, or when it cannot be kept', () => {
    assert.equal(optionalReason.safeParse('x'.repeat(REASON_MAX)).success, true);
    assert.equal(optionalReason.safeParse('x'.repeat(REASON_MAX + 1)).error?.issues[0]?.message, 'web:field.tooLong');
    assert.equal(optionalReason.safeParse('a\0').error?.issues[0]?.message, 'web:field.unreadable');
    assert.equal(optionalReason.safeParse('\ud800').error?.issues[0]?.message, 'web:field.unreadable');
  });
});
