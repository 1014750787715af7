import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { BRUSSELS_POSTCODES } from '../../../../src/domain/brussels-postcodes.ts';
import type { Answer } from '../../../../src/features/procedures/definition/answers.ts';
import { ItemField } from '../../../../src/features/procedures/definition/field-definition.ts';
import { kindOf } from '../../../../src/features/procedures/fields/field-kinds.ts';
import { loadTexts } from '../../../../src/web/page/texts.ts';
import { commune } from '../../../support/commune.ts';

const texts = loadTexts(commune);
const label = { fr: 'x', nl: 'x' };
const asking = { today: '2026-11-26', prefix: '' };
const colours = ['red', 'green', 'blue'].map((value) => ({ value, label: { fr: `${value} fr`, nl: `${value} nl` } }));

type Part = { [name: string]: unknown };
function field(part: Part): ItemField {
  return ItemField.parse({ id: 'x', label, ...part });
}

/** What is kept, or the last word of why it is refused. */
function read(part: Part, typed: { [control: string]: string | string[] }): unknown {
  const asked = field(part);
  const sent = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, [value].flat()]));
  const reading = kindOf(asked).read(asked, sent, asking);
  return reading.ok
    ? reading.answer
    : `${reading.control}: ${reading.key.replace('problem.', '').replace('.problem', '').replace(/^\w+:/, '')}`;
}

type Row = [Part, string | string[] | { [control: string]: string | string[] }, unknown];
const ONE_CONTROL: Row[] = [
  [{ type: 'text' }, '  Rue   Royale ', 'Rue Royale'],
  [{ type: 'text' }, 'e\u0301te\u0301', 'été'],
  [{ type: 'text' }, '   ', 'x: missing'],
  [{ type: 'text', optional: true }, '', undefined],
  [{ type: 'text', max: 3 }, 'abcd', 'x: tooLong'],
  [{ type: 'text', max: 3 }, '😀😀😀', '😀😀😀'],
  [{ type: 'text' }, 'a\0b', 'x: unreadable'],
  [{ type: 'text' }, '\ud800', 'x: unreadable'],
  [{ type: 'text' }, '\u200b\u202e', 'x: missing'],
  [{ type: 'longText' }, '\u202eb\u0007', 'b'],
  [{ type: 'longText' }, 'a\r\n\r\nb  ', 'a\n\nb'],
  [{ type: 'longText', max: 4 }, 'abcde', 'x: tooLong'],
  [{ type: 'integer' }, '1 234', 1234],
  [{ type: 'integer' }, '1.234', 1234],
  [{ type: 'integer' }, '-3', -3],
  [{ type: 'integer' }, '1,5', 'x: integer'],
  [{ type: 'integer' }, '1e3', 'x: integer'],
  [{ type: 'integer' }, '0x1f', 'x: integer'],
  [{ type: 'integer' }, '９', 9],
  [{ type: 'integer', min: 1, max: 5 }, '0', 'x: tooSmall'],
  [{ type: 'integer', min: 1, max: 5 }, '6', 'x: tooLarge'],
  [{ type: 'decimal' }, '12,5', 12.5],
  [{ type: 'decimal' }, '12.5', 12.5],
  [{ type: 'decimal' }, '1 234,50', 1234.5],
  [{ type: 'decimal' }, '1.234,50', 1234.5],
  [{ type: 'decimal' }, '1,234.50', 1234.5],
  [{ type: 'decimal' }, '1.234', 1234],
  [{ type: 'decimal' }, '1,234', 1.234],
  [{ type: 'decimal' }, '12,', 'x: decimal'],
  [{ type: 'decimal' }, 'douze', 'x: decimal'],
  [{ type: 'money' }, '82,80', 8280],
  [{ type: 'money' }, '82.80 €', 8280],
  [{ type: 'money' }, '€ 1.250,50', 125_050],
  [{ type: 'money' }, '19,99', 1999],
  [{ type: 'money' }, '0,125', 'x: money'],
  [{ type: 'money' }, '1,250', 'x: money'],
  [{ type: 'money' }, '1.250', 125_000],
  [{ type: 'money' }, '1,250.00', 125_000],
  [{ type: 'money' }, '1.234,500', 'x: money'],
  [{ type: 'money' }, '1250', 125_000],
  [{ type: 'money' }, '1’250,5', 125_050],
  [{ type: 'money' }, '1 250,50 EUR', 125_050],
  [{ type: 'money' }, '0,1', 10],
  [{ type: 'money' }, '0', 0],
  [{ type: 'money' }, '12,50,1', 'x: money'],
  [{ type: 'money' }, '12..5', 'x: money'],
  [{ type: 'money' }, '1e3', 'x: money'],
  [{ type: 'money' }, 'mille', 'x: money'],
  [{ type: 'money' }, '-1', 'x: tooSmall'],
  [{ type: 'money', max: 100 }, '100,01', 'x: tooLarge'],
  [{ type: 'time' }, '9:30', '09:30'],
  [{ type: 'time' }, '9h30', '09:30'],
  [{ type: 'time' }, '9u', '09:00'],
  [{ type: 'time' }, '23:59', '23:59'],
  [{ type: 'time' }, '24:00', 'x: time'],
  [{ type: 'time' }, '0:00', '00:00'],
  [{ type: 'time' }, '00h00', '00:00'],
  [{ type: 'time' }, '9.30', '09:30'],
  [{ type: 'time' }, '9 h 30', '09:30'],
  [{ type: 'time' }, '-1:00', 'x: time'],
  [{ type: 'time' }, '9:5', 'x: time'],
  [{ type: 'time' }, '9:30:00', 'x: time'],
  [{ type: 'time' }, '9:60', 'x: time'],
  [{ type: 'email' }, ' Lucie@Exemple.be ', 'lucie@exemple.be'],
  [{ type: 'email' }, 'lucie', 'x: email'],
  [{ type: 'phone' }, '0470 12 34 56', '+32470123456'],
  [{ type: 'phone' }, '+320470123456', '+32470123456'],
  [{ type: 'phone' }, '123', 'x: phone'],
  [{ type: 'choice', choices: colours }, 'green', 'green'],
  [{ type: 'choice', choices: colours }, 'pink', 'x: error.choice.missing'],
  [{ type: 'choice', choices: colours }, '', 'x: error.choice.missing'],
  [{ type: 'choice', choices: colours, optional: true }, '', undefined],
  [{ type: 'choices', choices: colours }, ['blue', 'red'], ['red', 'blue']],
  [{ type: 'choices', choices: colours }, [], 'x: tooFew'],
  [{ type: 'choices', choices: colours, min: 2 }, ['red'], 'x: tooFew'],
  [{ type: 'choices', choices: colours, max: 1 }, ['red', 'blue'], 'x: tooMany'],
  [{ type: 'choices', choices: colours }, ['red', 'pink'], 'x: error.choice.missing'],
  [{ type: 'choices', choices: colours, optional: true }, [], undefined],
  [{ type: 'yesNo' }, 'yes', true],
  [{ type: 'yesNo' }, 'no', false],
  [{ type: 'yesNo' }, 'oui', 'x: error.choice.missing'],
  [{ type: 'iban' }, 'BE06 0961 2578 0022', 'BE06096125780022'],
  [{ type: 'iban' }, 'BE06 0961 2578 0023', 'x: iban'],
  [{ type: 'iban' }, 'FR14 2004 1010 0505 0001 3M02 606', 'FR1420041010050500013M02606'],
  [{ type: 'iban' }, 'nl91 abna 0417 1643 00', 'NL91ABNA0417164300'],
  [{ type: 'iban' }, 'DE89370400440532013000', 'DE89370400440532013000'],
  [{ type: 'iban' }, '539-0075470-34', 'x: iban'],
  [{ type: 'iban' }, '4111 1111 1111 1111', 'x: iban'],
  [{ type: 'enterpriseNumber' }, 'BE 0671 516 647', '0671516647'],
  [{ type: 'enterpriseNumber' }, '0671.516.648', 'x: enterpriseNumber'],
  [{ type: 'establishmentNumber' }, '2.147.812.701', '2147812701'],
  [{ type: 'nationalNumber' }, '85.07.30-033.28', '85073003328'],
  [{ type: 'nationalNumber' }, '85.07.30-033.29', 'x: nationalNumber'],
  [{ type: 'plate' }, '1abc234', '1-ABC-234'],
  [{ type: 'plate' }, 'ABC-123', 'ABC123'],
  [{ type: 'plate' }, '123 abc', '123ABC'],
  [{ type: 'plate' }, 'josaphat', 'JOSAPHAT'],
  [{ type: 'plate' }, '1', '1'],
  [{ type: 'plate' }, '1-ABC-234!', 'x: plate'],
  [{ type: 'country' }, 'BE', 'BE'],
  [{ type: 'country' }, 'EU', 'x: country'],
  [{ type: 'country' }, 'Belgique', 'x: country'],
];

describe('what is typed in one control', () => {
  for (const [part, typed, expected] of ONE_CONTROL) {
    it(`${JSON.stringify(part).slice(0, 60)} ${JSON.stringify(typed)} → ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(read(part, { x: typed as string }), expected);
    });
  }
});

describe('a date', () => {
  const day = (text: string) => {
    const [xDay = '', xMonth = '', xYear = ''] = text.split(' ');
    return { xDay, xMonth, xYear };
  };
  for (const [whole, expected] of [
    ['31/12/2026', '2026-12-31'],
    ['31.12.2026', '2026-12-31'],
    ['31 décembre 2026', '2026-12-31'],
    ['1 mei 2027', '2027-05-01'],
    ['2026-12-31', '2026-12-31'],
    ['29/2/2027', 'xDay: date'],
    ['25/01/8', 'xYear: date.Year'],
    ['25/13/2026', 'xMonth: date.Month'],
    ['demain', 'xDay: date.Day'],
  ] as const) {
    it(`« ${whole} » copied into its first control → ${expected}`, () => {
      assert.equal(read({ type: 'date' }, { xDay: whole, xMonth: '', xYear: '' }), expected);
    });
  }
  for (const [limits, typed, expected] of [
    [{}, '31 12 2026', '2026-12-31'],
    [{}, '1 3 2026', '2026-03-01'],
    [{}, '29 2 2028', '2028-02-29'],
    [{}, '29 2 2027', 'xDay: date'],
    [{}, '32 1 2027', 'xDay: date.Day'],
    [{}, '3 13 2027', 'xMonth: date.Month'],
    [{}, '3 12 27', 'xYear: date.Year'],
    [{}, '25 01 8', 'xYear: date.Year'],
    [{}, '25  2027', 'xMonth: date.Month'],
    [{}, ' 3 2027', 'xDay: date.Day'],
    [{}, '25 1 ', 'xYear: date.Year'],
    [{}, '1er mars 2027', '2027-03-01'],
    [{}, '1 MÄRZ 2027', '2027-03-01'],
    [{}, '1 sept. 2027', '2027-09-01'],
    [{}, '1 févr. 2027', '2027-02-01'],
    [{}, '1 maart 2027', '2027-03-01'],
    [{}, '1 okt 2027', '2027-10-01'],
    [{}, '1 jui 2027', 'xMonth: date.Month'],
    [{}, '31 juin 2027', 'xDay: date'],
    [{}, '1 brumaire 2027', 'xMonth: date.Month'],
    [{}, '３１ １２ ２０２６', '2026-12-31'],
    [{}, '٣١ ١٢ ٢٠٢٦', '2026-12-31'],
    [{}, '  ', 'xDay: missing'],
    [{ optional: true }, '  ', undefined],
    [{ min: 'today+7d' }, '2 12 2026', 'xDay: tooEarly'],
    [{ min: 'today+7d' }, '3 12 2026', '2026-12-03'],
    [{ min: 'today+10wd' }, '9 12 2026', 'xDay: tooEarly'],
    [{ min: 'today+10wd' }, '10 12 2026', '2026-12-10'],
    [{ max: 'today' }, '27 11 2026', 'xDay: tooLate'],
    [{ min: 'today-3m' }, '25 8 2026', 'xDay: tooEarly'],
    [{ min: 'today-3m' }, '26 8 2026', '2026-08-26'],
    [{ max: 'today-18y' }, '27 11 2008', 'xDay: tooLate'],
    [{ max: 'today-18y' }, '26 11 2008', '2008-11-26'],
    [{ max: '2026-12-31' }, '1 1 2027', 'xDay: tooLate'],
  ] as const) {
    it(`${JSON.stringify(limits)} « ${typed} » → ${expected}`, () => {
      assert.equal(read({ type: 'date', ...limits }, day(typed)), expected);
    });
  }
});

describe('an address', () => {
  const home = { xStreet: 'Rue Royale', xNumber: '12', xBox: '', xPostcode: '1030', xMunicipality: 'Schaerbeek' };
  const kept = {
    street: 'Rue Royale',
    number: '12',
    box: '',
    postcode: '1030',
    municipality: 'Schaerbeek',
    country: 'BE',
  };
  for (const [part, change, expected] of [
    [{}, {}, kept],
    [{}, { xMunicipality: '' }, kept],
    [{}, { xPostcode: '9000', xMunicipality: '' }, 'xMunicipality: address.Municipality'],
    [{}, { xStreet: '' }, 'xStreet: address.Street'],
    [{}, { xNumber: '' }, 'xNumber: address.Number'],
    [{}, { xPostcode: '0999' }, 'xPostcode: postcode'],
    [{}, { xPostcode: 'B-1030' }, kept],
    [{}, { xPostcode: 'b 1030' }, kept],
    [{}, { xPostcode: '103' }, 'xPostcode: postcode'],
    [{}, { xPostcode: '9993' }, 'xPostcode: postcode'],
    [{}, { xPostcode: '1O30' }, 'xPostcode: postcode'],
    [{ within: ['1030'] }, { xPostcode: 'B-1030' }, kept],
    [
      { abroad: true },
      { xCountry: 'NL', xPostcode: '1012 AB', xMunicipality: 'Amsterdam' },
      { ...kept, postcode: '1012 AB', municipality: 'Amsterdam', country: 'NL' },
    ],
    [{}, { xPostcode: '75001' }, 'xPostcode: postcode'],
    [{ within: ['1030'] }, { xPostcode: '1000' }, 'xPostcode: within'],
    [{}, { xCountry: 'FR' }, kept],
    [
      { abroad: true },
      { xCountry: 'FR', xPostcode: '75001', xMunicipality: 'Paris' },
      { ...kept, postcode: '75001', municipality: 'Paris', country: 'FR' },
    ],
    [{ abroad: true }, { xCountry: 'XX' }, 'xCountry: country'],
    [{}, { xStreet: 'x'.repeat(121) }, 'xStreet: unreadable'],
  ] as const) {
    it(`${JSON.stringify({ ...part, ...change }).slice(0, 80)} → ${JSON.stringify(expected).slice(0, 60)}`, () => {
      assert.deepEqual(read({ type: 'address', ...part }, { ...home, ...change }), expected);
    });
  }
});

describe('a postcode of the nineteen communes of Brussels', () => {
  for (const [postcode, { fr }] of Object.entries(BRUSSELS_POSTCODES)) {
    it(`${postcode} gives its commune where none was typed`, () => {
      const typed = { xStreet: 'Rue Royale', xNumber: '12', xPostcode: postcode };
      assert.equal((read({ type: 'address' }, typed) as { municipality: string }).municipality, fr);
    });
  }
});

describe('an answer in words', () => {
  const words = (part: Part, answer: Answer, language: 'fr' | 'nl' | 'de' = 'fr') =>
    kindOf(field(part))
      .words(field(part), answer, { language, t: texts[language] })
      .replace(/[\u00a0\u202f]/g, ' ');
  it('is in the form of each language', () => {
    assert.equal(words({ type: 'money' }, 125_050), '1 250,50 €');
    assert.equal(words({ type: 'money' }, 125_050, 'nl'), '€ 1.250,50');
    assert.equal(words({ type: 'decimal', unit: { fr: 'm²', nl: 'm²' } }, 12.5), '12,5 m²');
    assert.equal(words({ type: 'date' }, '2026-12-31', 'nl'), '31 december 2026');
    assert.equal(words({ type: 'choices', choices: colours }, ['red', 'blue'], 'nl'), 'red nl, blue nl');
    assert.equal(words({ type: 'yesNo' }, false, 'de'), 'Nein');
    assert.equal(words({ type: 'country' }, 'NL', 'nl'), 'Nederland');
    assert.equal(words({ type: 'nationalNumber' }, '85073003328'), '85.07.30-***.**');
    const home = {
      street: 'Rue Royale',
      number: '12',
      box: '3',
      postcode: '1030',
      municipality: 'Schaerbeek',
      country: 'BE',
    };
    assert.equal(words({ type: 'address' }, home), 'Rue Royale 12 / 3, 1030 Schaerbeek');
  });

  it('is a number, a day or a text in an export', () => {
    const cell = (part: Part, answer: Answer) => kindOf(field(part)).cell(field(part), answer);
    assert.equal(cell({ type: 'money' }, 8280), 82.8);
    assert.deepEqual(cell({ type: 'date' }, '2026-12-31'), { date: '2026-12-31' });
    assert.equal(cell({ type: 'phone' }, '+32470123456'), '+32470123456');
    assert.equal(cell({ type: 'choices', choices: colours }, ['red', 'blue']), 'red fr ; blue fr');
  });
});

it('whatever is sent, each type answers, and each refusal has its words in the four languages', () => {
  const parts: Part[] = [
    ...['text', 'longText', 'integer', 'decimal', 'money', 'date', 'time', 'email', 'phone', 'yesNo'].map((type) => ({
      type,
    })),
    ...['address', 'iban', 'enterpriseNumber', 'establishmentNumber', 'nationalNumber'].map((type) => ({ type })),
    ...['plate', 'country', 'file'].map((type) => ({ type })),
    { type: 'choice', choices: colours },
    { type: 'choices', choices: colours },
  ];
  const anything = fc.array(
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.double().map(String)),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...parts), anything, (part, values) => {
      const asked = field(part);
      const kind = kindOf(asked);
      const typed = Object.fromEntries(kind.controls(asked).map((control) => [control, values]));
      const reading = kind.read(asked, typed, asking);
      if (!reading.ok) for (const t of Object.values(texts)) assert.ok(t(reading.key, reading.values).length > 0);
      else if (reading.answer !== undefined) kind.words(asked, reading.answer, { language: 'nl', t: texts.nl });
    }),
    { numRuns: 500 },
  );
});
