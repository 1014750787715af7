import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LANGUAGES } from '../../../../src/domain/language.ts';
import type { LocalDate } from '../../../../src/domain/local-date.ts';
import { formatDate, formatDateTime, formatLocalDate } from '../../../../src/web/page/format.ts';

describe('a date and time', () => {
  const rows = [
    ['fr', '2026-11-23T13:05:00Z', '23 novembre 2026 à 14:05', 'an hour later than UTC in winter'],
    ['fr', '2026-07-01T12:00:00Z', '1er juillet 2026 à 14:00', 'two hours later in summer'],
    ['nl', '2026-11-23T13:05:00Z', '23 november 2026 om 14:05', 'as written in Dutch'],
    ['en', '2026-11-23T13:05:00Z', '23 November 2026 at 14:05', 'as written in English, on 24 hours'],
    ['de', '2026-11-23T13:05:00Z', '23. November 2026 um 14:05', 'as written in German'],
    ['fr', '2026-12-31T23:30:00Z', '1er janvier 2027 à 00:30', 'the day of Brussels, not that of UTC'],
    ['fr', '2026-10-25T00:59:59Z', '25 octobre 2026 à 02:59', 'the last second of summer time in 2026'],
    ['fr', '2026-10-25T01:00:00Z', '25 octobre 2026 à 02:00', 'the first second of winter time in 2026'],
    ['fr', '2026-10-25T02:00:00Z', '25 octobre 2026 à 03:00', 'an hour after the change'],
    ['fr', '2026-03-29T00:59:59Z', '29 mars 2026 à 01:59', 'the last second of winter time'],
    ['fr', '2026-03-29T01:00:00Z', '29 mars 2026 à 03:00', 'the first second of summer time'],
  ] as const;
  for (const [language, instant, expected, rule] of rows) {
    it(`is that of Brussels: ${rule}`, () => {
      // Intl may write a no-break space where a person types a space.
      assert.equal(formatDateTime(new Date(instant), language).replace(/\s/g, ' '), expected);
    });
  }

  it('is one or two hours later than UTC at any moment since 1990, in every language', () => {
    const moments = fc.date({ min: new Date('1990-01-01Z'), max: new Date('2100-01-01Z'), noInvalidDate: true });
    fc.assert(
      fc.property(moments, fc.constantFrom(...LANGUAGES), (moment, language) => {
        const [, hour = '', minute = ''] = /(\d\d):(\d\d)$/.exec(formatDateTime(moment, language)) ?? [];
        const ahead = (Number(hour) - moment.getUTCHours() + 24) % 24;
        assert.ok(ahead === 1 || ahead === 2, `${moment.toISOString()} is ${ahead} h ahead`);
        assert.equal(Number(minute), moment.getUTCMinutes());
      }),
    );
  });
});

describe('the first day of a month', () => {
  it('is « 1er » in French, wherever a date is written, and no other day is', () => {
    const day = new Date('2026-09-01T10:00:00Z');
    assert.equal(formatDate(day, 'fr'), '1er septembre 2026');
    assert.equal(formatLocalDate('2026-09-01' as LocalDate, 'fr'), '1er septembre 2026');
    assert.equal(formatLocalDate('2026-09-11' as LocalDate, 'fr'), '11 septembre 2026');
    assert.equal(formatDate(day, 'nl'), '1 september 2026');
    assert.equal(formatDate(day, 'de'), '1. September 2026');
  });
});
