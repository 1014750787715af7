import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { optionalReason, REASON_MAX } from '../../../src/features/admin/reason-field.ts';

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
