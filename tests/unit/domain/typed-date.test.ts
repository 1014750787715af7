import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readTypedDate } from '../../../src/domain/typed-date.ts';

const read = (day: string, month = '', year = '') => readTypedDate({ day, month, year });

test('a day typed in three boxes, with any usual name of its month, or whole in the first box, is that day', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }),
      fc.constantFrom('fr', 'nl', 'en', 'de'),
      (moment, language) => {
        const date = moment.toISOString().slice(0, 10);
        const [year = '', month = '', day = ''] = date.split('-');
        const name = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(moment);
        const ways = [read(day, month, year), read(day, name, year), read(date), read(`${day} ${name} ${year}`)];
        for (const way of ways) assert.deepEqual(way, { ok: true, date });
      },
    ),
  );
});

test('the first day of a month may be typed as French writes it', () => {
  for (const way of [read('1er septembre 2026'), read('1er', '9', '2026'), read('01er', 'septembre', '2026')])
    assert.deepEqual(way, { ok: true, date: '2026-09-01' });
  assert.equal(read('2er septembre 2026').ok, false);
});

test('what is no day says whether nothing was typed, and which part is wrong', () => {
  assert.deepEqual(read(' '), { ok: false, empty: true, wrong: 'Day' });
  assert.deepEqual(read('32', '1', '2027'), { ok: false, empty: false, wrong: 'Day' });
  assert.deepEqual(read('1', 'ma', '2027'), { ok: false, empty: false, wrong: 'Month' });
  assert.deepEqual(read('1/1/27'), { ok: false, empty: false, wrong: 'Year' });
  assert.deepEqual(read('31', '2', '2027'), { ok: false, empty: false, wrong: null });
});
