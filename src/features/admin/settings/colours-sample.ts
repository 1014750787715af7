import { type CommuneColours, NEEDED_CONTRAST, weakestContrast } from '../../../domain/colours/commune-colours.ts';
import type { Shell } from '../../../web/page/shell.ts';

/** The model of views/partials/settings/colours-sample.ejs, drawn in the colours of the sheet of the page. */
export type ColoursSample = {
  /** Says that the page is shown in colours that do not hold; null elsewhere. */
  told: string | null;
  contrast: string;
  citizens: string;
  staff: string;
  link: string;
  button: string;
};

export function coloursSample({ brand, staff }: CommuneColours, told: string | null, { t }: Shell): ColoursSample {
  const measured = { brand: weakestContrast(brand), staff: weakestContrast(staff), needed: NEEDED_CONTRAST };
  return {
    told,
    contrast: t('commune:sample.contrast', measured),
    citizens: t('commune:sample.citizens'),
    staff: t('commune:sample.staff'),
    link: t('commune:sample.link'),
    button: t('commune:sample.button'),
  };
}
