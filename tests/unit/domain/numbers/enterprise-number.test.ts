import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  EnterpriseNumber,
  type EnterpriseNumberProblem,
  enterpriseNumberProblems,
  formatEnterpriseNumber,
  isEnterpriseNumber,
  parseEnterpriseNumber,
} from '../../../../src/domain/numbers/enterprise-number.ts';

const published = [
  '0671.516.647',
  '0314.595.348',
  '0353.456.320',
  '0214.596.464',
  '0417.497.106',
  '0403.199.702',
  '0200.065.765',
  '0566.988.259',
  '1001.686.633',
  '1000.003.682',
  '0406.729.809',
  '0407.626.464',
  '0207.373.429',
  '0247.499.953',
  '0240.678.477',
];
const madeUp = ['0400.008.697', '0400.018.201'];
const demonstration = ['1999.000.150', '1999.000.249', '1999.000.348', '1999.000.447', '1999.000.546', '1999.000.645'];

const validNumber = fc
  .integer({ min: 1, max: 19_999_999 })
  .map((body) => `${String(body).padStart(8, '0')}${String(97 - (body % 97)).padStart(2, '0')}`);
const nineDigitNumber = validNumber.filter((digits) => digits.startsWith('0'));
const place = fc.integer({ min: 0, max: 9 });

function read(typed: string): string {
  const reading = parseEnterpriseNumber(typed);
  return reading.ok ? reading.number : reading.problem;
}

function number(typed: string): EnterpriseNumber {
  const reading = parseEnterpriseNumber(typed);
  assert.ok(reading.ok, typed);
  return reading.number;
}

function expectEach(written: readonly string[], expected: EnterpriseNumberProblem | (string & {})): void {
  for (const typed of written) assert.equal(read(typed), expected, JSON.stringify(typed));
}

test('the numbers of known organisations are accepted and shown as they are published', () => {
  for (const typed of [...published, ...madeUp, ...demonstration]) {
    assert.equal(read(typed), typed.replaceAll('.', ''));
    assert.equal(formatEnterpriseNumber(number(typed)), typed);
  }
});

test('one number is read in any usual writing', () => {
  expectEach(
    [
      '0671516647',
      '0671.516.647',
      ' 0671 516 647 ',
      '0671-516-647',
      '0671/516/647',
      '0671\u00a0516\u00a0647',
      '0671\u202f516\u202f647',
      '\u202a0671.516.647\u202c',
      '0671–516−647',
      '06 71 51 66 47',
      '671.516.647',
      '671516647',
      '(0)671.516.647',
      '(0) 0671.516.647',
      'BE 0671.516.647',
      'be0671516647',
      'BE-0671.516.647',
      'BE (0) 671.516.647',
      'BE671516647',
      'TVA BE0671516647',
      'tva be 0671.516.647',
      'T.V.A. BE 671.516.647',
      'BTW BE 0671.516.647',
      'btw-be 0671516647',
      'B.T.W. (BE) 0671.516.647',
      'MWST BE 0671.516.647',
      'MwSt.-Nr. BE 0671.516.647',
      'VAT BE0671516647',
      'BCE 0671.516.647',
      'n° BCE : 0671.516.647',
      'Nº 0671.516.647',
      '№ 0671.516.647',
      'KBO-nr. 0671.516.647',
      'ZDU-Nr. 0671.516.647',
      'RPM 0671.516.647',
      '0208:0671516647',
      '0208 0671516647',
      'RPM Bruxelles 0671.516.647',
      'KBO-nummer 0671.516.647',
      'KBO-nummer 0671516647 (RPR Brussel)',
      'Brasserie Dubois SRL, 0671 516 647, 1030 Schaerbeek',
      '0671.516.647 / BE0671516647',
      '०६७१.५१६.६४७',
      '০৬৭১৫১৬৬৪৭',
      '０６７１．５１６．６４７',
      '٠٦٧١٥١٦٦٤٧',
      '۰۶۷۱۵۱۶۶۴۷',
    ],
    '0671516647',
  );
  expectEach(['1999.000.150', 'BE 1999.000.150', 'BTW BE1999000150'], '1999000150');
});

test('nothing but a label is a number that is missing', () => {
  expectEach(['', ' ', '\u00a0\u202f\t\n', '.-/', 'BE', 'TVA BE', 'btw', '()'], 'missing');
});

test('a wrong check digit, swapped digits and a 1 in place of the 0 are named as such', () => {
  expectEach(
    ['0671.516.648', '0671.516.674', '0617.516.647', '1671.516.647', '067.151.664', '0671.516.600', '0671.516.698'],
    'check-digits',
  );
});

test('00, 98 and 99 are check digits of no number', () => {
  const bodyEndingWith = (check: number) => Array.from({ length: 97 }, (_, body) => [body + 4_000_000, check] as const);
  for (const [body, check] of [0, 98, 99].flatMap(bodyEndingWith)) {
    assert.equal(read(`${String(body).padStart(8, '0')}${String(check).padStart(2, '0')}`), 'check-digits');
  }
});

test('too few and too many digits are told apart', () => {
  expectEach(['0', '0671.516', '06715166', 'BE 0671'], 'too-short');
  expectEach(['0671.516.6471', '06715166470671516647', 'BE68 5390 0754 7034'], 'too-long');
});

test('establishment units are recognised, with the right check digits only', () => {
  expectEach(
    ['2147.812.701', '2.147.812.701', '2.147.812.897', '2.175.653.085', 'BE 2147812701'],
    'establishment-unit',
  );
  expectEach(['2.147.812.702', '8000.000.000', '9207.373.424', '9207.373.425'], 'first-digit');
});

test('zeros are not a number, even where the arithmetic agrees', () => {
  expectEach(['0000.000.000', '0000.000.097', '000.000.097', '0000.000.012'], 'all-zeros');
  assert.equal(isEnterpriseNumber('0000000097'), false);
});

test('letters and other signs among the digits are refused', () => {
  expectEach(['0403.199.70A', 'O671.516.647', 'Brasserie Dubois', '0671#516', '🏠'], 'letters');
  expectEach(['Delhaize', 'Belgique', 'Frites', 'N', '<script>'], 'letters');
});

test('the VAT number of another country is recognised', () => {
  expectEach(
    [
      'NL003456789B01',
      'NL 0034.56.789.B01',
      'TVA NL003456789B01',
      'FR 40 303 265 045',
      'FRXX123456789',
      'DE123456789',
      'LU12345678',
      'ATU12345678',
      'ESX1234567X',
      'el123456789',
      'CHE-123.456.789 MWST',
      'GB 123 4567 89',
    ],
    'foreign-vat',
  );
});

test('a national register number is recognised in any writing, of any century, and as a BIS number', () => {
  expectEach(
    [
      '85.07.30-033.28',
      '85073003328',
      '85 07 30 033 28',
      '85/07/30-033-28',
      '850730-03328',
      '85.07.30–033.28',
      'NISS 85.07.30-033.28',
      'BE85073003328',
      '85.07.30-033.28 (Lucie)',
      'Lucie, née en 1985: 85.07.30-033.28',
      '８５０７３００３３２８',
      '٨٥٠٧٣٠٠٣٣٢٨',
      `85.07.30${' '.repeat(500)}033.28`,
      '01.03.15-002.07',
      '85.47.30-033.17',
      '85.27.30-033.71',
      '85073003328 / 0671.516.647',
      '0671.516.647 85.07.30-033.28',
      '8 5 0 7 3 0 0 3 3 2 8',
    ],
    'national-register',
  );
  expectEach(['85.07.30-033.29', '00.01.01-001.04', '0671.516.6471'], 'too-long');
});

test('every national register number is recognised, whatever stands between its digits', () => {
  const birth = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
  const between = fc.constantFrom('', ' ', '.', '-', '/', ' - ', '\u00a0', '\u202f', '\u200b', '_', ' x ', '\n');
  const serial = fc.integer({ min: 1, max: 998 });
  fc.assert(
    fc.property(birth, serial, fc.array(between, { minLength: 11, maxLength: 11 }), (date, order, gaps) => {
      const body = date.toISOString().slice(2, 10).replaceAll('-', '') + String(order).padStart(3, '0');
      const base = Number(date.getUTCFullYear() < 2000 ? body : `2${body}`);
      const digits = body + String(97 - (base % 97)).padStart(2, '0');
      return read([...digits].map((digit, index) => digit + gaps[index]).join('')) === 'national-register';
    }),
  );
});

test('a refusal carries the name of the problem and nothing of what was typed', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('85.07.30-033.28')), (typed) => {
      const reading = parseEnterpriseNumber(typed);
      if (!reading.ok) assert.deepEqual(Object.keys(reading), ['ok', 'problem']);
      return reading.ok || enterpriseNumberProblems.includes(reading.problem);
    }),
  );
});

test('every valid number is read back from its usual form, with its leading zero', () => {
  fc.assert(
    fc.property(validNumber, (digits) => {
      assert.equal(read(digits), digits);
      assert.equal(digits.length, 10);
      assert.equal(read(formatEnterpriseNumber(number(digits))), digits);
      assert.equal(read(`TVA BE ${formatEnterpriseNumber(number(digits))}`), digits);
    }),
  );
  fc.assert(fc.property(nineDigitNumber, (digits) => read(digits.slice(1)) === digits));
});

test('every error in a single digit is refused', () => {
  fc.assert(
    fc.property(validNumber, place, fc.integer({ min: 1, max: 9 }), (digits, index, step) => {
      const wrong = String((Number(digits[index]) + step) % 10);
      const typed = digits.slice(0, index) + wrong + digits.slice(index + 1);
      return !parseEnterpriseNumber(typed).ok && !isEnterpriseNumber(typed);
    }),
    { numRuns: 5000 },
  );
});

test('every swap of different neighbours is refused', () => {
  fc.assert(
    fc.property(validNumber, fc.integer({ min: 0, max: 8 }), (digits, index) => {
      const [left = '', right = ''] = digits.slice(index, index + 2);
      fc.pre(left !== right);
      const typed = digits.slice(0, index) + right + left + digits.slice(index + 2);
      return !parseEnterpriseNumber(typed).ok && !isEnterpriseNumber(typed);
    }),
    { numRuns: 5000 },
  );
});

test('only the stored form is an enterprise number as it stands', () => {
  for (const text of ['0671.516.647', '671516647', 'BE0671516647', '0671516647\n', '2147812701', '']) {
    assert.equal(isEnterpriseNumber(text), false, text);
  }
  assert.equal(isEnterpriseNumber('0671516647'), true);
});

// A pattern that backtracks would not end within the minute that the runner waits.
test('no text makes it throw, and a very long one is answered', { timeout: 60_000 }, () => {
  for (const unit of ['grapheme', 'binary', 'binary-ascii'] as const) {
    fc.assert(fc.property(fc.string({ unit }), (typed) => read(typed) !== ''));
  }
  const pieces = [
    '0',
    '9',
    ' ',
    '.',
    'BE',
    'N',
    'NR',
    'NL0',
    '(0)',
    '(',
    '85.07.30-033.28 ',
    '8\u200b',
    'ﷺ',
    '\ud800',
    '🏠',
  ];
  for (const piece of pieces) {
    const typed = piece.repeat(Math.ceil(100_000 / piece.length));
    assert.notEqual(read(typed), '', JSON.stringify(piece));
  }
});

test('the schema lets through what may be stored, unchanged, and nothing else', () => {
  const nearlyTen = fc.stringMatching(/^[0-2]\d{9}$/);
  fc.assert(
    fc.property(fc.oneof(nearlyTen, fc.string()), (text) => {
      const parsed = EnterpriseNumber.safeParse(text);
      return parsed.success === isEnterpriseNumber(text) && (!parsed.success || parsed.data === text);
    }),
  );
  for (const stored of [...published, ...madeUp].map((shown) => shown.replaceAll('.', ''))) {
    assert.equal(EnterpriseNumber.parse(stored), stored);
  }
  for (const wrong of ['', '0671516648', '671516647', '0671.516.647', ' 0671516647', '0000000097', 671516647, null]) {
    assert.equal(EnterpriseNumber.safeParse(wrong).success, false, String(wrong));
  }
});

test('of two numbers in a text none is taken, nor one that is part of a longer', () => {
  expectEach(['Dubois 0671.516.647 et Parc 0417.497.106', 'Parc 0417497106 Dubois 0671516647'], 'letters');
  expectEach(['Dubois 10671516647', 'Dubois 06715166470'], 'letters');
});

test('a number of the National Register with a day beyond 31 is recognised', () => {
  expectEach(['24203200171', '24.20.32-001.71', 'Lucie 24203200171'], 'national-register');
});
