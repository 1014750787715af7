import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  formatVerificationCode,
  newVerificationCode,
  parseVerificationCode,
} from '../../../../src/features/submissions/issued/verification-code.ts';

describe('a verification code', () => {
  it('is sixteen signs that are not read for one another, another one each time', () => {
    const codes = Array.from({ length: 1_000 }, newVerificationCode);
    for (const code of codes) assert.match(code, /^[0-9A-HJKMNP-TV-Z]{16}$/);
    assert.equal(new Set(codes).size, 1_000);
    assert.equal(new Set(codes.join('')).size, 32);
  });

  it('is read as it is written, in small letters, with any spaces and dashes', () => {
    fc.assert(
      fc.property(fc.constantFrom('-', ' ', '\u00a0', '–', '\u2011', '.', ''), fc.boolean(), (between, small) => {
        const code = newVerificationCode();
        const written = formatVerificationCode(code).replaceAll('-', between);
        assert.equal(parseVerificationCode(` ${small ? written.toLowerCase() : written}\n`), code);
      }),
    );
    assert.equal(formatVerificationCode('0123456789ABCDEF'), '0123-4567-89AB-CDEF');
  });

  it('takes O for 0, and I and L for 1', () => {
    assert.equal(parseVerificationCode('oO00-iI11-lL11-ABCD'), '0000111111 11ABCD'.replace(' ', ''));
  });

  it('is none with other signs, too few, or too many', () => {
    for (const typed of [
      '',
      '0123',
      '0123-4567-89AB-CDEU',
      '0123-4567-89AB-CDEF-0',
      'é'.repeat(16),
      '0'.repeat(10_000),
    ]) {
      assert.equal(parseVerificationCode(typed), null, typed.slice(0, 20));
    }
  });
});
