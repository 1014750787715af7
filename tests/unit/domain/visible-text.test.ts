import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { visibleLine, visibleText } from '../../../src/domain/visible-text.ts';

describe('a line as it is seen', () => {
  const rows: readonly (readonly [string, string, string | null])[] = [
    ['is trimmed, with one space where several stood', ' Marie \t\r\n\u00a0 Claire\u2028', 'Marie Claire'],
    ['is composed', 'e\u0301', 'é'],
    ['is composed also when something unseen stood between', 'e\u200b\u0301', 'é'],
    ['is nothing when a space of no width', '\u200b', ''],
    ['is nothing when a Hangul filler', '\u3164', ''],
    ['is nothing when the half-width one', '\uffa0', ''],
    ['is nothing when a blank of Braille', '\u2800 \u2800', ''],
    ['is nothing when a soft hyphen', '\u00ad', ''],
    ['is nothing when a mark that makes emoji coloured', '\ufe0f', ''],
    ['is nothing when accents without a letter', '\u0301\u0308', ''],
    ['has no mark that turns the direction', 'Dubois\u202eLRS\u202c \u2066x\u2069\u200f', 'DuboisLRS x'],
    ['rings no bell and colours no terminal', 'a\u0007b\u001b[31m\u009bc', 'ab[31mc'],
    ['has a blank where a line ended the old way', 'a\u0085b', 'a b'],
    ['has no byte order mark', '\ufeffLucie\ufeffLambert', 'LucieLambert'],
    ['keeps the joiner of Persian', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['keeps the joiner of Hindi', 'क\u094d\u200dष', 'क\u094d\u200dष'],
    ['has no joiner at an end, at a blank or twice', '\u200dLucie\u200c \u200dAn\u200d\u200dna', 'Lucie Anna'],
    [
      'keeps emoji whole',
      '👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 ❤\ufe0f 👍🏽',
      '👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 ❤\ufe0f 👍🏽',
    ],
    ['keeps the form of an ideograph', '葛\u{e0100}城', '葛\u{e0100}城'],
    ['may be a sign', '!', '!'],
    ['cannot be stored with a NUL', 'a\0b', null],
    ['cannot be stored with half a character', 'a\ud800', null],
  ];
  for (const [rule, typed, seen] of rows) it(rule, () => assert.equal(visibleLine(typed), seen));

  const piece = fc.constantFrom(
    'a',
    'é',
    'ب',
    ' ',
    '\n',
    '\u200b',
    '\u200c',
    '\u200d',
    '\u0301',
    '\ufe0f',
    '\u2800',
    '👩',
    '\u202e',
    '\u0007',
  );
  const any = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  );

  it('is read again as itself', () => {
    fc.assert(
      fc.property(any, (typed) => {
        const line = visibleLine(typed);
        if (line !== null) assert.equal(visibleLine(line), line);
        const text = visibleText(typed);
        if (text !== null) assert.equal(visibleText(text), text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('holds no control, no mark of direction and no end of line, whatever was typed', () => {
    const never =
      /[\p{Cc}\u00ad\u061c\u115f\u1160\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0]/u;
    fc.assert(
      fc.property(any, (typed) => !never.test(visibleLine(typed) ?? '')),
      { numRuns: 2_000 },
    );
  });
});

describe('a text as it is seen', () => {
  it('keeps its lines and its blanks, and nothing unseen', () => {
    assert.equal(visibleText(' a\r\n\r\n\u202eb\t\u200bc  d\u0007\r '), 'a\n\nb\tc  d');
  });

  it('is nothing when nothing is seen, and null when it cannot be stored', () => {
    assert.equal(visibleText('\u200b\r\n\u2800'), '');
    assert.equal(visibleText('a\0'), null);
  });
});
