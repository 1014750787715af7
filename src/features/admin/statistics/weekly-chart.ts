import type { SummedFigures } from '../../submissions/figures/summed-figures.ts';

const HEIGHT = 160;
const BAR = 9;
const STEP = 24;

export type Bar = { x: number; y: number; width: number; height: number };
/** views/partials/handling/weekly-chart.ejs: two bars a week, drawn from the numbers of the table below it. */
export type WeeklyChart = {
  width: number;
  height: number;
  received: readonly Bar[];
  handled: readonly Bar[];
  /** The number at the top of the scale. */
  most: number;
  label: string;
  receivedText: string;
  handledText: string;
};

type Words = Pick<WeeklyChart, 'label' | 'receivedText' | 'handledText'>;

/** Draws weeks, the oldest first. Returns null when no request was received or handled in them. */
export function weeklyChart(weeks: readonly SummedFigures[], words: Words): WeeklyChart | null {
  const most = Math.max(0, ...weeks.flatMap(({ received, handled }) => [received, handled]));
  if (most === 0) return null;
  const bar = (number: number, x: number): Bar => {
    const height = Math.round((number / most) * HEIGHT);
    return { x, y: HEIGHT - height, width: BAR, height };
  };
  return {
    ...words,
    width: weeks.length * STEP,
    height: HEIGHT,
    received: weeks.map(({ received }, index) => bar(received, index * STEP + 2)),
    handled: weeks.map(({ handled }, index) => bar(handled, index * STEP + 2 + BAR)),
    most,
  };
}
