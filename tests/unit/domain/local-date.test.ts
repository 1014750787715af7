import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { localDateOf, parseLocalDate, startOfDay, yearsAfter } from '../../../src/domain/local-date.ts';

describe('a day of the calendar', () => {
  const typed: [string, string, string, string | null][] = [
    ['31', '12', '2026', '2026-12-31'],
    [' 1 ', '2', '2027', '2027-02-01'],
    ['29', '2', '2028', '2028-02-29'],
    ['29', '2', '2027', null],
    ['31', '4', '2027', null],
    ['0', '1', '2027', null],
    ['1', '13', '2027', null],
    ['1', '1', '27', null],
    ['un', '1', '2027', null],
    ['', '', '', null],
    ['1', '1', '-2027', null],
    ['１', '1', '2027', null],
  ];
  for (const [day, month, year, expected] of typed) {
    it(`typed « ${day} / ${month} / ${year} » is ${expected ?? 'none'}`, () => {
      assert.equal(parseLocalDate({ day, month, year }), expected);
    });
  }

  it('is read back as it was written, whatever the day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
        (moment) => {
          const [year = '', month = '', day = ''] = moment.toISOString().slice(0, 10).split('-');
          assert.equal(parseLocalDate({ day: String(Number(day)), month, year }), `${year}-${month}-${day}`);
        },
      ),
    );
  });

  it('begins at midnight in Brussels, in winter and in summer', () => {
    assert.equal(localDateOf(new Date('2026-12-31T22:59:59Z')), '2026-12-31');
    assert.equal(localDateOf(new Date('2026-12-31T23:00:00Z')), '2027-01-01');
    assert.equal(localDateOf(new Date('2026-07-14T21:59:59Z')), '2026-07-14');
    assert.equal(localDateOf(new Date('2026-07-14T22:00:00Z')), '2026-07-15');
  });

  it('begins at the moment that its own name says, also the two days on which the clock changes', () => {
    for (const [date, moment] of [
      ['2026-03-29', '2026-03-28T23:00:00.000Z'],
      ['2026-03-30', '2026-03-29T22:00:00.000Z'],
      ['2026-10-25', '2026-10-24T22:00:00.000Z'],
      ['2026-10-26', '2026-10-25T23:00:00.000Z'],
      ['2027-01-01', '2026-12-31T23:00:00.000Z'],
    ] as const) {
      assert.equal(startOfDay(date).toISOString(), moment);
      assert.equal(localDateOf(startOfDay(date)), date);
      assert.notEqual(localDateOf(new Date(startOfDay(date).getTime() - 1)), date);
    }
  });

  it('of 29 February comes back as the 28th in years without one', () => {
    assert.equal(yearsAfter('2028-02-29', 1), '2029-02-28');
    assert.equal(yearsAfter('2026-11-24', 10), '2036-11-24');
  });
});
