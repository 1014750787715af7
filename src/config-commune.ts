import { z } from 'zod';
import { FIRST_COLOURS } from './domain/colours/commune-colours.ts';
import type { CommuneSettings } from './domain/commune.ts';
import type { LocalizedText } from './domain/localized-text.ts';
import { isBic, parseIban } from './domain/numbers/iban.ts';
import { parsePhone } from './domain/phone-number.ts';

const LINE = 'give a line of 2 to 120 characters';
const line = z.string().trim().min(2, LINE).max(120, LINE);
const phone = z
  .string()
  .refine((typed) => parsePhone(typed).ok, 'give a telephone number as people read it, such as 02/244 75 11');
export const iban = z.string().transform((typed, context) => {
  const read = parseIban(typed);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: 'give the account that fees are paid to, such as BE06 0961 2578 0022' });
  return z.NEVER;
});
export const bic = z.string().refine(isBic, 'give the BIC of that account, such as GKCCBEBB');

/** Made up, for development and tests. Its check digits are right. */
const FICTITIOUS_IBAN = 'BE60999000000070';

/**
 * The commune whose portal this is, as long as no administrator has set anything else; no other file of the code or of
 * the texts names it.
 */
export const communeSettings = {
  COMMUNE_EMAIL: z.email({ error: 'give an address such as info@1030.be' }).default('info@1030.be'),
  COMMUNE_PHONE: phone.default('02/244 75 11'),
  COMMUNE_NAME_FR: line.default('Schaerbeek'),
  COMMUNE_NAME_NL: line.default('Schaarbeek'),
  COMMUNE_NAME_EN: line.optional(),
  COMMUNE_NAME_DE: line.optional(),
  COMMUNE_ADDRESS_FR: line.default('Place Colignon, 1030 Schaerbeek'),
  COMMUNE_ADDRESS_NL: line.default('Colignonplein, 1030 Schaarbeek'),
  COMMUNE_ADDRESS_EN: line.optional(),
  COMMUNE_ADDRESS_DE: line.optional(),
  COMMUNE_HOURS_FR: line.default('de 8h à 16h30'),
  COMMUNE_HOURS_NL: line.default('van 8u tot 16u30'),
  COMMUNE_HOURS_EN: line.default('from 8:00 to 16:30'),
  COMMUNE_HOURS_DE: line.default('von 8 bis 16.30 Uhr'),
};
const Settings = z.object({ ...communeSettings, COMMUNE_IBAN: iban.optional(), COMMUNE_BIC: bic.optional() });
type Env = z.output<typeof Settings>;

/** What has no variable of the environment is set on the page of the administrators. */
const SET_ON_THE_PAGE = {
  mark: '1030',
  colours: FIRST_COLOURS,
  wordmark: null,
  postcodes: ['1030'],
  technicalDesk: {
    fr: 'Avenue Georges Rodenbach 29, 1030 Schaerbeek',
    nl: 'Georges Rodenbachlaan 29, 1030 Schaarbeek',
  },
  socialDesk: { fr: 'Chaussée de Haecht 226, 1030 Schaerbeek', nl: 'Haachtsesteenweg 226, 1030 Schaarbeek' },
  site: 'www.schaerbeek.be',
  childcareSite: 'crechesdeschaerbeek.be',
  activitiesSite: 'tickets.1030.be',
};

export function communeOf(env: Env): CommuneSettings {
  return Object.freeze({
    ...SET_ON_THE_PAGE,
    name: said(env, 'COMMUNE_NAME'),
    email: env.COMMUNE_EMAIL,
    phone: env.COMMUNE_PHONE,
    hours: said(env, 'COMMUNE_HOURS'),
    townHall: said(env, 'COMMUNE_ADDRESS'),
    account: Object.freeze({ iban: env.COMMUNE_IBAN ?? FICTITIOUS_IBAN, bic: env.COMMUNE_BIC ?? null }),
  });
}

function said(
  env: z.output<typeof Settings>,
  name: 'COMMUNE_NAME' | 'COMMUNE_ADDRESS' | 'COMMUNE_HOURS',
): LocalizedText {
  const { [`${name}_EN` as const]: en, [`${name}_DE` as const]: de } = env;
  return {
    fr: env[`${name}_FR`],
    nl: env[`${name}_NL`],
    ...(en === undefined ? {} : { en }),
    ...(de === undefined ? {} : { de }),
  };
}
