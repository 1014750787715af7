/** The postcodes of the nineteen communes of Brussels, each with its name in French and in Dutch (source: bpost). */
export const BRUSSELS_POSTCODES: Readonly<Record<string, { fr: string; nl: string }>> = {
  '1000': { fr: 'Bruxelles', nl: 'Brussel' },
  '1020': { fr: 'Bruxelles (Laeken)', nl: 'Brussel (Laken)' },
  '1030': { fr: 'Schaerbeek', nl: 'Schaarbeek' },
  '1040': { fr: 'Etterbeek', nl: 'Etterbeek' },
  '1050': { fr: 'Ixelles', nl: 'Elsene' },
  '1060': { fr: 'Saint-Gilles', nl: 'Sint-Gillis' },
  '1070': { fr: 'Anderlecht', nl: 'Anderlecht' },
  '1080': { fr: 'Molenbeek-Saint-Jean', nl: 'Sint-Jans-Molenbeek' },
  '1081': { fr: 'Koekelberg', nl: 'Koekelberg' },
  '1082': { fr: 'Berchem-Sainte-Agathe', nl: 'Sint-Agatha-Berchem' },
  '1083': { fr: 'Ganshoren', nl: 'Ganshoren' },
  '1090': { fr: 'Jette', nl: 'Jette' },
  '1120': { fr: 'Bruxelles (Neder-Over-Heembeek)', nl: 'Brussel (Neder-Over-Heembeek)' },
  '1130': { fr: 'Bruxelles (Haren)', nl: 'Brussel (Haren)' },
  '1140': { fr: 'Evere', nl: 'Evere' },
  '1150': { fr: 'Woluwe-Saint-Pierre', nl: 'Sint-Pieters-Woluwe' },
  '1160': { fr: 'Auderghem', nl: 'Oudergem' },
  '1170': { fr: 'Watermael-Boitsfort', nl: 'Watermaal-Bosvoorde' },
  '1180': { fr: 'Uccle', nl: 'Ukkel' },
  '1190': { fr: 'Forest', nl: 'Vorst' },
  '1200': { fr: 'Woluwe-Saint-Lambert', nl: 'Sint-Lambrechts-Woluwe' },
  '1210': { fr: 'Saint-Josse-ten-Noode', nl: 'Sint-Joost-ten-Node' },
};

/**
 * Returns true for four digits from 1000 to 9992, the range of the Belgian postcodes. It does not say that the postcode
 * exists.
 */
export function isBelgianPostcode(text: string): boolean {
  return /^[1-9]\d{3}$/.test(text) && Number(text) <= 9_992;
}
