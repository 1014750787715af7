import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatPhone, type PhoneKind, parsePhone } from '../../../src/domain/phone-number.ts';

function expectEach(written: readonly string[], e164: string, kind: PhoneKind): void {
  for (const typed of written) assert.deepEqual(parsePhone(typed), { ok: true, e164, kind }, JSON.stringify(typed));
}

test('a fixed number is read in any usual Belgian writing', () => {
  const written = [
    '02/244 75 11',
    '02 244 75 11',
    '02/244.75.11',
    '02-244-75-11',
    '02.244.75.11',
    '022447511',
    '(02) 244 75 11',
    ' 02\u00a0244\u202f75\u00a011 ',
    '\u202a02 244 75 11\u202c',
    'Tél. : 02 244 75 11',
    'tel 02 244 75 11',
    '+32 2 244 75 11',
    '+32 2/244.75.11',
    '+3222447511',
    '+32 (0)2 244 75 11',
    '+32 (0) 2 244 75 11',
    '+32 02 244 75 11',
    '(+32) 2 244 75 11',
    '0032 2 244 75 11',
    '00 32 2 244 75 11',
    '0032 (0)2 244 75 11',
    '32 2 244 75 11',
  ];
  expectEach(written, '+3222447511', 'fixed');
});

test('a mobile number is read in any usual Belgian writing, and its usual slips are repaired', () => {
  const written = [
    '0470 12 34 56',
    '0470/12.34.56',
    '0470-12-34-56',
    '0470–12–34–56',
    '0470123456',
    '470123456',
    'GSM 0470 12 34 56',
    '+32 470 12 34 56',
    '+ 32 470 12 34 56',
    '+320470123456',
    '+32 0470 12 34 56',
    '+32 (0)470 12 34 56',
    '(+32) 0470 12 34 56',
    '(0032) 470 12 34 56',
    '0032470123456',
    '00320470123456',
    '0032(0)470123456',
    '+0032470123456',
    '+00320470123456',
    '32470123456',
    '０４７０１２３４５６',
  ];
  expectEach(written, '+32470123456', 'mobile');
});

test('the areas and services of the Belgian plan are told apart', () => {
  expectEach(['081 22 33 44', '+32 81 22 33 44'], '+3281223344', 'fixed');
  expectEach(['04 223 45 67'], '+3242234567', 'fixed');
  expectEach(['03 227 11 11'], '+3232271111', 'fixed');
  expectEach(['09 210 10 10'], '+3292101010', 'fixed');
  expectEach(['0455 12 34 56'], '+32455123456', 'mobile');
  expectEach(['0460 12 34 56'], '+32460123456', 'mobile');
  expectEach(['0499 12 34 56'], '+32499123456', 'mobile');
  expectEach(['0800 12 033'], '+3280012033', 'other');
  expectEach(['078 15 00 15'], '+3278150015', 'other');
});

test('foreign numbers are read with + or 00, their superfluous zero left out', () => {
  expectEach(['+33 6 12 34 56 78', '0033 6 12 34 56 78', '+33 (0)6 12 34 56 78'], '+33612345678', 'other');
  expectEach(['+31 6 12345678', '+31 (0)6 12345678'], '+31612345678', 'other');
  expectEach(['+44 20 7946 0958', '+44 (0)20 7946 0958', '(+44) 20 7946 0958'], '+442079460958', 'other');
  expectEach(['+49 30 901820'], '+4930901820', 'other');
  expectEach(['+352 621 123 456'], '+352621123456', 'other');
  expectEach(['+212 612-345678'], '+212612345678', 'other');
  expectEach(['+90 532 123 45 67'], '+905321234567', 'other');
  expectEach(['+243 81 234 5678'], '+243812345678', 'other');
  expectEach(['+1 212 555 0123'], '+12125550123', 'other');
});

test('nonsense is refused', () => {
  const refused = [
    '',
    ' ',
    '+',
    '+32',
    '+320',
    '0',
    '112',
    '1030',
    'non',
    '0470 CALLME',
    'O470123456',
    '02 244 75 1',
    '02 244 75 111',
    '0470 12 34 5',
    '0470 12 34 567',
    '+3247012345',
    '0400 12 34 56',
    '0000000000',
    '02 000 00 00',
    '+33 12 34 56 78',
    '+999 12345678',
    '++32470123456',
    '+32+470123456',
    'appelez le 0470 12 34 56',
    '0470 12 34 56 / 02 244 75 11',
    '02 244 75 11 ext. 12',
    '0671.516.647',
    '85.07.30-033.28',
  ];
  for (const typed of refused) assert.deepEqual(parsePhone(typed), { ok: false }, JSON.stringify(typed));
});

test('a number is shown in its usual form', () => {
  assert.equal(formatPhone('+3222447511'), '02 244 75 11');
  assert.equal(formatPhone('+32470123456'), '0470 12 34 56');
  assert.equal(formatPhone('+3281223344'), '081 22 33 44');
  assert.equal(formatPhone('+3242234567'), '04 223 45 67');
  assert.equal(formatPhone('+3280012033'), '0800 12 033');
  assert.equal(formatPhone('+33612345678'), '+33 6 12 34 56 78');
  assert.equal(formatPhone('+442079460958'), '+44 20 7946 0958');
  assert.equal(formatPhone('not a number'), 'not a number');
});

test('what is shown is read back as the same number', () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
  const belgian = fc.oneof(
    digits(7).map((end) => `+3247${end}`),
    digits(6).map((end) => `+3222${end}`),
    digits(6).map((end) => `+3281${end}`),
  );
  const foreign = digits(8).map((end) => `+336${end}`);
  fc.assert(
    fc.property(fc.oneof(belgian, foreign), (e164) => {
      const reading = parsePhone(formatPhone(e164));
      return reading.ok && reading.e164 === e164;
    }),
  );
});

// A pattern that backtracks would not end within the minute that the runner waits.
test('no text makes it throw, and a very long one is answered', { timeout: 60_000 }, () => {
  for (const unit of ['grapheme', 'binary', 'binary-ascii'] as const) {
    fc.assert(fc.property(fc.string({ unit, maxLength: 150 }), (typed) => typeof parsePhone(typed).ok === 'boolean'));
  }
  const nearPhones = fc.string({ unit: fc.constantFrom(...'0123456789+() /.;x#'), maxLength: 40 });
  fc.assert(fc.property(nearPhones, (typed) => typeof parsePhone(typed).ok === 'boolean'));
  for (const piece of ['0', '+', '(', ' ', '\u200b', 'tel', '0470 ']) {
    assert.equal(parsePhone(piece.repeat(100_000 / piece.length)).ok, false);
  }
});
