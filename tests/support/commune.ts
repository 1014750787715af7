import { readConfig } from '../../src/config.ts';
import type { CommuneSettings } from '../../src/domain/commune.ts';
import { CurrentCommune } from '../../src/domain/current-commune.ts';

/** The commune as it is configured by default. */
export const commune = new CurrentCommune(readConfig({}).commune);

/** Another commune than that of the beginning, with nothing in common. */
export const IXELLES: CommuneSettings = {
  name: { fr: 'Ixelles', nl: 'Elsene' },
  mark: '1050',
  colours: { brand: '#7a1f3d', staff: '#1f4d3a' },
  wordmark: null,
  postcodes: ['1050'],
  email: 'bonjour@ixelles.example',
  phone: '02 515 61 11',
  hours: { fr: 'de 9h à 12h', nl: 'van 9u tot 12u' },
  townHall: { fr: 'Chaussée d’Ixelles 168, 1050 Ixelles', nl: 'Elsensesteenweg 168, 1050 Elsene' },
  technicalDesk: null,
  socialDesk: { fr: 'Rue de la Paix 1, 1050 Ixelles', nl: 'Vredestraat 1, 1050 Elsene' },
  site: 'www.ixelles.example',
  childcareSite: 'creches.ixelles.example',
  activitiesSite: 'activites.ixelles.example',
  account: { iban: 'BE68539007547034', bic: null },
};
