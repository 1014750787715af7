import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readEmailAddress } from '../../../src/domain/email-address.ts';

/** The address, with « ! » when it is to be shown back; or the problem. */
function read(typed: string): string {
  const reading = readEmailAddress(typed);
  if (!reading.ok) return reading.problem;
  return reading.asSeen ? reading.address : `!${reading.address}`;
}

describe('an e-mail address', () => {
  const label = 'd'.repeat(63);
  const rows: readonly (readonly [string, string])[] = [
    [' Lucie@Exemple.BE\n', 'lucie@exemple.be'],
    ['lu\u200bcie@exemple.be\ufeff', 'lucie@exemple.be'],
    ['lucie＠exemple。be', 'lucie@exemple.be'],
    ['mailto:lucie@exemple.be', '!lucie@exemple.be'],
    ['‹lucie@exemple.be>', '!lucie@exemple.be'],
    ['<mailto:lucie@exemple.be>.', '!lucie@exemple.be'],
    ['lucie@exemple.be,', '!lucie@exemple.be'],
    ['lucie@exemple.be.', '!lucie@exemple.be'],
    ['x@xn--h1alffa9f.xn--p1ai', 'x@xn--h1alffa9f.xn--p1ai'],
    ['x@россия.рф', 'x@xn--h1alffa9f.xn--p1ai'],
    ['x@Müller.example', 'x@xn--mller-kva.example'],
    ['r&d@exemple.be', 'r&d@exemple.be'],
    [`${'l'.repeat(64)}@exemple.be`, `${'l'.repeat(64)}@exemple.be`],
    [`x@${label}.be`, `x@${label}.be`],
    ['\u200b ', 'missing'],
    [`${'l'.repeat(65)}@exemple.be`, 'wrong'],
    [`x@${label}d.be`, 'wrong'],
    ['x@ab-.example', 'wrong'],
    ['x@-ab.example', 'wrong'],
    ['x@exemple', 'wrong'],
    ['x@1.2.3.4', 'wrong'],
    ['x@é..be', 'wrong'],
    ['x@ex%61mplé.be', 'wrong'],
    ['a..b@exemple.be', 'wrong'],
    ['.a@exemple.be', 'wrong'],
    ['a@b@exemple.be', 'wrong'],
    ['Lucie <lucie@exemple.be>', 'wrong'],
    ['lucie@exemple.be, jan@exemple.be', 'wrong'],
    ['lucié@exemple.be', 'wrong'],
    ['\u212aarim@exemple.be', 'wrong'],
    ['karim@\u212aexemple.be', 'wrong'],
    ['karim@ſexemple.be', 'wrong'],
    ['karim@é\u212a.be', 'wrong'],
    ['mıke@exemple.be', 'wrong'],
    ['a\0@exemple.be', 'wrong'],
  ];
  for (const [typed, expected] of rows) {
    it(`« ${typed.slice(0, 40)} » is ${expected.slice(0, 40)}`, () => assert.equal(read(typed), expected));
  }

  it('that was read is read again as itself, and is what the database keeps', () => {
    const piece = fc.constantFrom(
      'a',
      'K',
      '\u212a',
      'é',
      'ı',
      '@',
      '.',
      '＠',
      '-',
      '\u200b',
      '<',
      '>',
      'mailto:',
      ',',
      'be',
    );
    const typed = fc.oneof(
      fc.emailAddress(),
      fc.array(piece, { maxLength: 9 }).map((pieces) => `a@b${pieces.join('')}.be`),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const reading = readEmailAddress(text);
        if (!reading.ok) return;
        assert.deepEqual(readEmailAddress(reading.address), { ...reading, asSeen: true });
        assert.match(reading.address, /^[!-@[-~]{3,254}$/);
      }),
      { numRuns: 2_000 },
    );
  });
});
