import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isRightAnswer } from '../../../../src/features/accounts/captcha/captcha.ts';

describe('the digits of the captcha', () => {
  const captcha = { id: '00000000-0000-4000-8000-000000000000', digits: '0427' };
  for (const typed of ['0427', ' 04 27', '0427.', '0-4-2-7', '０４２７', '٠٤٢٧', '۰۴۲۷']) {
    it(`are copied by « ${typed} »`, () => assert.equal(isRightAnswer(captcha, typed), true));
  }
  for (const typed of ['', '0428', '427', '00427', '0427a', '.']) {
    it(`are not copied by « ${typed} »`, () => assert.equal(isRightAnswer(captcha, typed), false));
  }
});
