import { type CommuneColours, NEEDED_CONTRAST, weakestContrast } from '../../../domain/colours/commune-colours.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';

/** The model of views/partials/settings/colours-sample.ejs, drawn in the colours of the sheet of the page. */
export type ColoursSample = {
  /** The sentence that says that the page is shown in colours not yet in force; null otherwise. */
  told: string | null;
  contrast: string;
  /** The address of the logo in the banner; null without one. */
  logo: OwnPath | null;
  citizens: string;
  staff: string;
  link: string;
  button: string;
};

type Sampled = { colours: CommuneColours; logo: OwnPath | null; told: string | null };

export function coloursSample({ colours, logo, told }: Sampled, { t }: Shell): ColoursSample {
  const { brand, staff } = colours;
  const measured = { brand: weakestContrast(brand), staff: weakestContrast(staff), needed: NEEDED_CONTRAST };
  return {
    told,
    logo,
    contrast: t('commune:sample.contrast', measured),
    citizens: t('commune:sample.citizens'),
    staff: t('commune:sample.staff'),
    link: t('commune:sample.link'),
    button: t('commune:sample.button'),
  };
}
