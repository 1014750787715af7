import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expectedDay } from '../../../../src/features/submissions/filing/expected-day.ts';

const delay = (days: number, unit: 'calendar' | 'working', from: 'filing' | 'complete-file' | 'payment') => ({
  delay: { days, unit, from, source: 'test', asOf: '2026-11-25' },
});

describe('the day by which an answer is expected', () => {
  for (const [given, feeCents, expected, why] of [
    [delay(30, 'calendar', 'filing'), 0, '2026-12-25', 'calendar days count every day'],
    [delay(2, 'working', 'filing'), 0, '2026-11-27', 'working days begin with the day after'],
    [delay(3, 'working', 'filing'), 0, '2026-11-30', 'working days leave out the weekend'],
    [delay(5, 'working', 'payment'), 6_000, null, 'a payment that has not come starts nothing'],
    [delay(5, 'working', 'payment'), null, null, 'nor one whose amount is told later'],
    [delay(1, 'calendar', 'payment'), 0, '2026-11-26', 'where nothing is to be paid the delay begins at once'],
    [delay(60, 'calendar', 'complete-file'), 0, null, 'the department must first find the file complete'],
  ] as const) {
    it(`is ${expected}: ${why}`, () => assert.equal(expectedDay(given, { on: '2026-11-25', feeCents }), expected));
  }
});
