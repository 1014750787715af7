import { createHash } from 'node:crypto';
import { type CommuneColours, FIRST_COLOURS, shadesOf } from '../../domain/colours/commune-colours.ts';

/**
 * The addresses of the style sheet and of the icon in the colours of the commune, and the colour of the browser's bars.
 */
export type Look = Readonly<{ sheet: string; icon: string; theme: string; staffTheme: string }>;

/** The addresses hold this, so that a portal that makes another sheet of the same colours gives it another name. */
const FORM = createHash('sha256').update(coloursSheet(FIRST_COLOURS)).digest('hex').slice(0, 8);

export function lookOf({ brand, staff }: CommuneColours): Look {
  return {
    sheet: `/static/colours.${digits(brand)}-${digits(staff)}.${FORM}.css`,
    icon: `/static/icon.${digits(brand)}.${FORM}.svg`,
    theme: brand,
    staffTheme: staff,
  };
}

/** Returns the sheet that brings the colours, in place of those that public/styles/_colours.scss falls back on. */
export function coloursSheet({ brand, staff }: CommuneColours): string {
  const properties = [...propertiesOf('brand', brand), ...propertiesOf('staff', staff)];
  return `:root{${properties.join(';')}}`;
}

/** Returns the drawing of the icon in another colour than that of the beginning. */
export const iconIn = (icon: string, brand: string): string => icon.replaceAll(FIRST_COLOURS.brand, brand);

function propertiesOf(name: string, colour: string): string[] {
  const shades = Object.entries(shadesOf(colour)).map(([shade, mixed]) => `--${name}-${shade}:${mixed}`);
  return [`--${name}:${colour}`, ...shades];
}

const digits = (colour: string) => colour.slice(1);
