import { z } from 'zod';
import type { Commune, CommuneByLanguage } from './domain/commune.ts';
import { LANGUAGES } from './domain/language.ts';
import { parsePhone } from './domain/phone-number.ts';

const LINE = 'give a line of 2 to 120 characters';
const line = z.string().trim().min(2, LINE).max(120, LINE);
const phone = z
  .string()
  .refine((typed) => parsePhone(typed).ok, 'give a telephone number as people read it, such as 02/244 75 11');

/**
 * How the commune is named and reached; no other place holds these values. English and German use the French name and
 * address unless their own are given.
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
const Settings = z.object(communeSettings);

export function communeOf(env: z.output<typeof Settings>): CommuneByLanguage {
  const reading = parsePhone(env.COMMUNE_PHONE);
  const shared = {
    names: [...new Set([env.COMMUNE_NAME_FR, env.COMMUNE_NAME_NL])],
    email: env.COMMUNE_EMAIL,
    phone: env.COMMUNE_PHONE,
    phoneInternational: reading.ok ? reading.e164 : env.COMMUNE_PHONE,
  };
  const communes = LANGUAGES.map((language): [string, Commune] => {
    const ending = language.toUpperCase() as 'FR' | 'NL' | 'EN' | 'DE';
    const name = env[`COMMUNE_NAME_${ending}`] ?? env.COMMUNE_NAME_FR;
    const address = env[`COMMUNE_ADDRESS_${ending}`] ?? env.COMMUNE_ADDRESS_FR;
    const hours = env[`COMMUNE_HOURS_${ending}`];
    return [language, Object.freeze({ ...shared, name, address: keepPostcode(address), hours: keepTogether(hours) })];
  });
  return Object.freeze(Object.fromEntries(communes) as Record<(typeof LANGUAGES)[number], Commune>);
}

/** No-break spaces keep a postcode with the name of its commune, and the opening hours on one line. */
const keepPostcode = (address: string) => address.replace(/\b(\d{4}) (?=\p{L})/u, '$1\u00a0');
const keepTogether = (text: string) => text.replaceAll(' ', '\u00a0');
