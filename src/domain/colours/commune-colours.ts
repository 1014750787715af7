import { z } from 'zod';
import { Colour, contrastOf, mixColours } from './colour.ts';

/**
 * The colours that a commune chooses: one for its portal, and another for the staff's pages, so that nobody confuses
 * them.
 */
export const CommuneColours = z.strictObject({ brand: Colour, staff: Colour });
export type CommuneColours = Readonly<z.infer<typeof CommuneColours>>;

/** The colours until somebody chooses others: public/styles/_colours.scss falls back on them. */
export const FIRST_COLOURS: CommuneColours = { brand: '#005ea8', staff: '#54319f' };

/** The contrast that WCAG 2.2 (1.4.3) asks for text of any size. */
export const NEEDED_CONTRAST = 4.5;

const WHITE = '#ffffff';
const BLACK = '#000000';
/** The background of the foot of each page. */
const PAPER = '#f3f6fa';

/** The shades of one colour: `dark` under the pointer, `tint` and `wash` for the backgrounds of boxes. */
export type Shades = Readonly<{ dark: Colour; tint: Colour; wash: Colour }>;

export function shadesOf(colour: Colour): Shades {
  return {
    dark: mixColours(colour, BLACK, 0.32),
    tint: mixColours(colour, WHITE, 0.91),
    wash: mixColours(colour, WHITE, 0.86),
  };
}

/**
 * Returns the weakest contrast in which the colour is read on the portal: white letters on it, and its own letters on
 * each of the pale grounds. Rounded down, so that nothing that fails seems to pass.
 */
export function weakestContrast(colour: Colour): number {
  const { tint, wash } = shadesOf(colour);
  const weakest = Math.min(...[WHITE, PAPER, tint, wash].map((ground) => contrastOf(colour, ground)));
  return Math.floor(weakest * 10) / 10;
}
