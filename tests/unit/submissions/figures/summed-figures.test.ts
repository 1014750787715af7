import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mondayOf } from '../../../../src/features/submissions/figures/count-figures.ts';
import { quantile, summedFigures } from '../../../../src/features/submissions/figures/summed-figures.ts';

describe('figures', () => {
  it('are summed by value, with the days that half and nine in ten took at most', () => {
    const handled = (days: number, number: number) => ({ value: 'parking', measure: 'handled' as const, days, number });
    const figures = [
      { value: 'parking', measure: 'received' as const, days: 0, number: 12 },
      handled(30, 1),
      handled(1, 5),
      handled(7, 4),
      { value: 'rooms', measure: 'received' as const, days: 0, number: 1 },
    ];
    assert.deepEqual(summedFigures(figures), [
      { value: 'parking', received: 12, handled: 10, medianDays: 1, mostDays: 7 },
      { value: 'rooms', received: 1, handled: 0, medianDays: null, mostDays: null },
    ]);
  });

  it('have no delay where nothing was handled, and that of the only one', () => {
    assert.equal(quantile([], 0.9), null);
    assert.equal(quantile([{ days: 4, number: 1 }], 0.5), 4);
  });
});

describe('the week of a day', () => {
  for (const [day, monday] of [
    ['2026-11-26', '2026-11-23'],
    ['2026-11-23', '2026-11-23'],
    ['2026-11-29', '2026-11-23'],
    ['2027-01-01', '2026-12-28'],
  ] as const) {
    it(`${day} begins on ${monday}`, () => assert.equal(mondayOf(day), monday));
  }
});
