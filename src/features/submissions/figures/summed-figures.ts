import type { Figure } from './figures.repository.ts';

/** `medianDays` and `mostDays` are null where nothing was handled: half, and nine in ten, took at most so long. */
export type SummedFigures = {
  value: string;
  received: number;
  handled: number;
  medianDays: number | null;
  mostDays: number | null;
};

/** Sums figures by their value, in the order in which the values come. */
export function summedFigures(figures: readonly Figure[]): SummedFigures[] {
  const byValue = Map.groupBy(figures, ({ value }) => value);
  return [...byValue].map(([value, of]) => {
    const handled = of.filter(({ measure }) => measure === 'handled').toSorted((one, other) => one.days - other.days);
    return {
      value,
      received: sum(of.filter(({ measure }) => measure === 'received')),
      handled: sum(handled),
      medianDays: quantile(handled, 0.5),
      mostDays: quantile(handled, 0.9),
    };
  });
}

const sum = (figures: readonly Pick<Figure, 'number'>[]) => figures.reduce((total, { number }) => total + number, 0);

/** Returns the least number of days within which that share was handled; null for none. The figures are in their order. */
export function quantile(handled: readonly Pick<Figure, 'days' | 'number'>[], share: number): number | null {
  const least = Math.ceil(sum(handled) * share);
  let counted = 0;
  for (const { days, number } of handled) {
    counted += number;
    if (counted >= least) return days;
  }
  return null;
}
