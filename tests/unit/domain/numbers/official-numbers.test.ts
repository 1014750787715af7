import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  formatEstablishmentNumber,
  parseEstablishmentNumber,
} from '../../../../src/domain/numbers/establishment-number.ts';
import { formatIban, parseIban } from '../../../../src/domain/numbers/iban.ts';
import { parsePlate } from '../../../../src/domain/numbers/licence-plate.ts';
import {
  formatNationalNumber,
  holdsNationalRegisterNumber,
  maskNationalNumber,
  parseNationalNumber,
} from '../../../../src/domain/numbers/national-number.ts';

type Case = [typed: string, kept: string | null];
function table(name: string, parse: (typed: string) => string | null, cases: readonly Case[]): void {
  describe(name, () => {
    for (const [typed, kept] of cases) {
      it(`« ${typed} » is ${kept === null ? 'refused' : `kept as ${kept}`}`, () => assert.equal(parse(typed), kept));
    }
  });
}

table('an account number (IBAN)', parseIban, [
  ['BE06 0961 2578 0022', 'BE06096125780022'],
  ['be06096125780022', 'BE06096125780022'],
  ['IBAN: BE06-0961-2578-0022', 'BE06096125780022'],
  ['BE68 5390 0754 7034', 'BE68539007547034'],
  ['NL91 ABNA 0417 1643 00', 'NL91ABNA0417164300'],
  ['FR14 2004 1010 0505 0001 3M02 606', 'FR1420041010050500013M02606'],
  ['DE89 3704 0044 0532 0130 00', 'DE89370400440532013000'],
  ['LU28 0019 4006 4475 0000', 'LU280019400644750000'],
  ['GB29 NWBK 6016 1331 9268 19', 'GB29NWBK60161331926819'],
  ['ES91 2100 0418 4502 0005 1332', 'ES9121000418450200051332'],
  ['IT60 X054 2811 1010 0000 0123 456', 'IT60X0542811101000000123456'],
  ['PL61 1090 1014 0000 0712 1981 2874', 'PL61109010140000071219812874'],
  ['CH93 0076 2011 6238 5295 7', 'CH9300762011623852957'],
  ['NO93 8601 1117 947', 'NO9386011117947'],
  ['MT84 MALT 0110 0001 2345 MTLC AST0 01S', 'MT84MALT011000012345MTLCAST001S'],
  ['FR14 2004 1010 0505 0001 3M02 607', null],
  ['NL91 ABNA 0417 1643 01', null],
  ['BE06 0961 2578 0023', null],
  ['BE60 0961 2578 0022', null],
  ['BE06 0961 2578 002', null],
  ['096-1257800-22', null],
  ['XX06096125780022', null],
  ['', null],
]);

table('a number of an establishment unit', parseEstablishmentNumber, [
  ['2.147.812.701', '2147812701'],
  ['2147812897', '2147812897'],
  ['2 175 653 085', '2175653085'],
  ['2.147.812.702', null],
  ['0671.516.647', null],
  ['9207373424', null],
  ['214781270', null],
  ['x', null],
]);

table('a number of the National Register', parseNationalNumber, [
  ['85.07.30-033.28', '85073003328'],
  ['01.03.15-002.07', '01031500207'],
  ['85.47.30-033.17', '85473003317'],
  ['85 27 30 033 71', '85273003371'],
  ['24203200171', '24203200171'],
  ['８５.０７.３０-０３３.２８', '85073003328'],
  ['٨٥٠٧٣٠٠٣٣٢٨', '85073003328'],
  ['85.07.30-033.29', null],
  ['00.01.01-001.04', null],
  ['8507300332', null],
  ['0671.516.647', null],
  ['', null],
]);

table('a number plate', parsePlate, [
  ['1abc234', '1-ABC-234'],
  ['1-ABC-234', '1-ABC-234'],
  ['1 ABC 234', '1-ABC-234'],
  ['ABC 123', 'ABC123'],
  ['JOSAPHAT', 'JOSAPHAT'],
  ['B-MW 1234', 'BMW1234'],
  ['AA-123-BB', 'AA123BB'],
  ['', null],
  ['12345678901', null],
  ['<script>', null],
]);

it('each is shown as people write it, the national number masked', () => {
  assert.equal(formatIban('BE06096125780022'), 'BE06 0961 2578 0022');
  assert.equal(formatEstablishmentNumber('2147812701'), '2.147.812.701');
  assert.equal(maskNationalNumber('85073003328'), '85.07.30-***.**');
  assert.equal(formatNationalNumber('85073003328'), '85.07.30-033.28');
});

const check = (body: string, century: number) => String(97 - ((century + Number(body)) % 97)).padStart(2, '0');

describe('a number of the National Register is read', () => {
  for (const [birth, who] of [
    ['850730', 'born in 1985'],
    ['010315', 'born in 2001'],
    ['000229', 'born on a 29 February'],
    ['850000', 'whose day and month are unknown'],
    ['850700', 'whose day is unknown'],
    ['850799', 'whose date has no serial number left'],
    ['852730', 'of the BIS register, the sex unknown'],
    ['854730', 'of the BIS register'],
    ['854000', 'of the BIS register, whose day and month are unknown'],
    ['852000', 'of the BIS register, whose day, month and sex are unknown'],
  ] as const) {
    it(`of somebody ${who}, in either century`, () => {
      for (const century of [0, 2_000_000_000]) {
        const number = `${birth}001${check(`${birth}001`, century)}`;
        assert.equal(parseNationalNumber(number), number);
        const wrong = `${number.slice(0, 9)}${String((Number(number.slice(9)) % 97) + 1).padStart(2, '0')}`;
        const other = `${birth}001${check(`${birth}001`, 2_000_000_000 - century)}`;
        assert.equal(parseNationalNumber(wrong), wrong === other ? other : null);
      }
    });
  }

  it('but not with a month that no register gives', () => {
    for (const birth of ['851330', '853330', '855330', '856030', '859930']) {
      assert.equal(parseNationalNumber(`${birth}001${check(`${birth}001`, 0)}`), null, birth);
    }
  });
});

describe('a text holds a number of the National Register', () => {
  const dates = ['850730', '850000', '850700', '854730', '852730', '242032', '240032', '850799', '854000'];
  for (const date of dates) {
    it(`whatever the writing, born ${date} in either century`, () => {
      for (const century of [0, 2_000_000_000]) {
        const number = `${date}001${check(`${date}001`, century)}`;
        const dotted = number.replace(/^(..)(..)(..)(...)(..)$/, '$1.$2.$3-$4.$5');
        const wide = number.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
        for (const text of [number, dotted, wide, `NISS ${dotted} (Lucie)`, `BE${number}`]) {
          assert.equal(holdsNationalRegisterNumber(text), true, text);
        }
      }
    });
  }
});
