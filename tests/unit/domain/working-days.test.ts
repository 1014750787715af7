import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { daysAfter, isWorkingDay, publicHolidays, workingDaysAfter } from '../../../src/domain/working-days.ts';

describe('the public holidays of Belgium', () => {
  it('are the ten of the law, the movable ones after Easter', () => {
    assert.deepEqual(publicHolidays(2026), [
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-25',
      '2026-07-21',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ]);
  });

  for (const [year, monday] of [
    [2000, '2000-04-24'],
    [2008, '2008-03-24'],
    [2011, '2011-04-25'],
    [2024, '2024-04-01'],
    [2025, '2025-04-21'],
    [2027, '2027-03-29'],
    [2038, '2038-04-26'],
  ] as const) {
    it(`have Easter Monday of ${year} on ${monday}`, () => assert.ok(publicHolidays(year).includes(monday)));
  }
});

describe('working days', () => {
  const CASES: [string, number, string][] = [
    ['2026-11-26', 1, '2026-11-27'],
    ['2026-11-27', 1, '2026-11-30'],
    ['2026-12-24', 1, '2026-12-28'],
    ['2026-12-31', 1, '2027-01-04'],
    ['2026-11-30', -1, '2026-11-27'],
    ['2026-05-13', 1, '2026-05-15'],
    ['2026-11-26', 0, '2026-11-26'],
  ];
  for (const [from, days, expected] of CASES) {
    it(`${days} after ${from} is ${expected}`, () => assert.equal(workingDaysAfter(from, days), expected));
  }

  it('counted one by one, each is a working day and none is skipped', () => {
    const start = fc.integer({ min: 0, max: 20_000 }).map((days) => daysAfter('2000-01-01', days));
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 40 }), (from, count) => {
        const to = workingDaysAfter(from, count);
        assert.ok(isWorkingDay(to));
        let passed = 0;
        for (let day = daysAfter(from, 1); day <= to; day = daysAfter(day, 1)) if (isWorkingDay(day)) passed += 1;
        assert.equal(passed, count);
      }),
    );
  });
});
