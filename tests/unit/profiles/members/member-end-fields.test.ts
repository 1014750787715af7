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
  assert.deepEqual(read('31', '11', '2026'), { ok: false, problem: 'missing' });
  assert.deepEqual(lastDayIn({}, now), { ok: false, problem: 'missing' });
});

it('the example is a day to come, in words', () => {
  assert.equal(exampleOfLastDay(now, 'fr'), '31 décembre 2027');
  assert.equal(exampleOfLastDay(now, 'nl'), '31 december 2027');
});
