import assert from 'node:assert/strict';
import { it } from 'node:test';
import { exampleOfLastDay, lastDayIn } from '../../../../src/features/profiles/members/member-end-fields.ts';

const now = new Date('2026-11-24T12:00:00Z');
const read = (endsOnDay: string, endsOnMonth: string, endsOnYear: string) =>
  lastDayIn({ endsOnDay, endsOnMonth, endsOnYear }, now);

it('the last day is today at the earliest and in ten years at the latest', () => {
  assert.deepEqual(read('24', '11', '2026'), { ok: true, endsOn: '2026-11-24' });
  assert.deepEqual(read('24', '11', '2036'), { ok: true, endsOn: '2036-11-24' });
  assert.deepEqual(read('23', '11', '2026'), { ok: false, problem: 'past' });
  assert.deepEqual(read('25', '11', '2036'), { ok: false, problem: 'far' });
  assert.deepEqual(lastDayIn({}, now), { ok: false, problem: 'missing' });
});

it('the month may be a name, and the whole day may stand in the first box', () => {
  const read2027 = { ok: true, endsOn: '2027-01-15' };
  assert.deepEqual(read('15', 'janvier', '2027'), read2027);
  for (const whole of ['15 januari 2027', '15/1/2027', '2027-01-15']) assert.deepEqual(read(whole, '', ''), read2027);
});

it('a day that cannot be read says which part is wrong', () => {
  assert.deepEqual(read('15/1/27', '', ''), { ok: false, problem: 'Year' });
  assert.deepEqual(read('15', '13', '2027'), { ok: false, problem: 'Month' });
  assert.deepEqual(read('quinze', '1', '2027'), { ok: false, problem: 'Day' });
  assert.deepEqual(read('31', 'février', '2027'), { ok: false, problem: 'no-such-day' });
});

it('the example is a day to come, in words', () => {
  assert.equal(exampleOfLastDay(now, 'fr'), '31 décembre 2027');
  assert.equal(exampleOfLastDay(now, 'nl'), '31 december 2027');
});
