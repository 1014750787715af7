import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { meantAddress } from '../../../src/domain/email-slip.ts';

describe('a slip in the domain of an address', () => {
  for (const [typed, meant] of [
    ['lucie@gmail.comm', 'lucie@gmail.com'],
    ['lucie@gmail.con', 'lucie@gmail.com'],
    ['lucie@gmail.cm', 'lucie@gmail.com'],
    ['lucie@gmial.com', 'lucie@gmail.com'],
    ['lucie@gmaill.com', 'lucie@gmail.com'],
    ['lucie@GMAIL.COMM', 'lucie@gmail.com'],
    ['jan.peeters@hotmial.be', 'jan.peeters@hotmail.be'],
    ['a+b@telnet.be', 'a+b@telenet.be'],
    ['x@skynet.bee', 'x@skynet.be'],
    ['x@ayhoo.fr', 'x@yahoo.fr'],
    ['x@yhaoo.fr', 'x@yahoo.fr'],
  ] as const) {
    it(`${typed} → ${meant}`, () => assert.equal(meantAddress(typed), meant));
  }

  it('is none in an address that is right, has two slips, or whose domain nobody has heard of', () => {
    const right = ['lucie@gmail.com', 'lucie@GMAIL.com', 'x@mail.com', 'x@ymail.com', 'x@hotmail.de', 'x@1030.be'];
    for (const typed of [...right, 'x@gmal.co', 'x@exemple.be', 'gmail.comm', '@gmail.comm', '', 'x@']) {
      assert.equal(meantAddress(typed), null, typed);
    }
  });

  it('is found wherever it stands: each letter left out, doubled, or turned with the next', () => {
    const domain = 'outlook.com';
    for (let at = 0; at < domain.length; at += 1) {
      const [before, sign = '', after] = [domain.slice(0, at), domain[at], domain.slice(at + 1)];
      const turned = `${before}${after[0] ?? ''}${sign}${after.slice(1)}`;
      for (const slip of [`${before}${after}`, `${before}${sign}${sign}${after}`, turned]) {
        assert.equal(meantAddress(`x@${slip}`), slip === domain ? null : `x@${domain}`, slip);
      }
    }
  });
});
