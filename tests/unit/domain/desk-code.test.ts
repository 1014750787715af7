import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deskCode, parseDeskCode } from '../../../src/domain/desk-code.ts';

describe('the code of a draft', () => {
  it('is read back however it is written', () => {
    const code = deskCode('3f2a91bc-07aa-4bbb-8ccc-000000000000');
    assert.equal(code, '3F2A9-1BC07');
    for (const typed of [code, '3f2a9 1bc07', '3f2a91bc07', ' 3F2A9–1BCO7 ', '3F2A9-LBC07', '3F2A9-IBC07']) {
      assert.equal(parseDeskCode(typed), '3f2a91bc07', typed);
    }
  });

  it('is nothing when a digit is missing, too many or none', () => {
    for (const typed of ['', '3F2A9-1BC0', '3F2A9-1BC077', '3F2A9-1BCG7'])
      assert.equal(parseDeskCode(typed), null, typed);
  });
});
