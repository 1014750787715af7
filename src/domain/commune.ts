import { z } from 'zod';
import { CommuneColours, FIRST_COLOURS } from './colours/commune-colours.ts';
import { LANGUAGES, type Language } from './language.ts';
import { inLanguage, LocalizedText } from './localized-text.ts';
import { parsePhone } from './phone-number.ts';

const Host = z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/);

/** The logo, a PNG, by the SHA-256 of its bytes in hexadecimal, under which it is stored; its size in pixels. */
export const Wordmark = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
export type Wordmark = Readonly<z.infer<typeof Wordmark>>;

/**
 * The settings that make the portal that of one commune. English and German use the French name and addresses where
 * none of their own are given.
 */
export const CommuneSettings = z.strictObject({
  name: LocalizedText,
  /** A few signs that stand for the commune in the box of the banner, such as its postcode. */
  mark: z.string().min(1).max(6),
  /** Settings saved before there were colours hold none. */
  colours: CommuneColours.default(FIRST_COLOURS),
  /** Null when the banner shows the mark and the names instead. */
  wordmark: Wordmark.nullable().default(null),
  postcodes: z.array(z.string().regex(/^[1-9]\d{3}$/)).min(1),
  email: z.email(),
  phone: z.string(),
  hours: LocalizedText,
  townHall: LocalizedText,
  /** The other desks; null where the commune has none. */
  technicalDesk: LocalizedText.nullable(),
  socialDesk: LocalizedText.nullable(),
  /** Sites of the commune outside this portal, by their hosts. */
  site: Host,
  childcareSite: Host,
  activitiesSite: Host,
  /** The account on which fees are paid; `bic` is null when none is given. */
  account: z.strictObject({ iban: z.string(), bic: z.string().nullable() }),
});
export type CommuneSettings = Readonly<z.infer<typeof CommuneSettings>>;
/** The account of the commune, to which fees are paid. */
export type Account = Readonly<CommuneSettings['account']>;

/** The commune as it is named and reached in one language. Each value is written as people read it. */
export type Commune = Readonly<{
  name: string;
  /** « commune de Jette » or « commune d’Ixelles », in the language of the text. */
  full: string;
  /** The French and the Dutch name of the commune, or a single name where the two are the same. */
  names: readonly string[];
  mark: string;
  colours: CommuneColours;
  wordmark: Wordmark | null;
  email: string;
  phone: string;
  /** The telephone number in E.164 form (« +3225551234 »), for links. */
  phoneInternational: string;
  hours: string;
  address: string;
  technicalDesk: string | null;
  socialDesk: string | null;
  site: string;
  childcareSite: string;
  activitiesSite: string;
}>;
export type CommuneByLanguage = Readonly<Record<Language, Commune>>;

export function communeByLanguage(settings: CommuneSettings): CommuneByLanguage {
  const communes = LANGUAGES.map((language) => [language, communeIn(settings, language)]);
  return Object.freeze(Object.fromEntries(communes) as Record<Language, Commune>);
}

function communeIn(settings: CommuneSettings, language: Language): Commune {
  const { name, hours, townHall, technicalDesk, socialDesk, account: _, postcodes: __, ...shared } = settings;
  const reading = parsePhone(shared.phone);
  const own = inLanguage(name, language).text;
  const address = (desk: LocalizedText | null) =>
    desk === null ? null : keepPostcode(inLanguage(desk, language).text);
  return Object.freeze({
    ...shared,
    name: own,
    full: FULL[language](own),
    names: [...new Set([name.fr, name.nl])],
    phoneInternational: reading.ok ? reading.e164 : shared.phone,
    hours: keepTogether(inLanguage(hours, language).text),
    address: keepPostcode(inLanguage(townHall, language).text),
    technicalDesk: address(technicalDesk),
    socialDesk: address(socialDesk),
  });
}

const FULL: Readonly<Record<Language, (name: string) => string>> = {
  fr: (name) => `commune ${withDe(name)}`,
  nl: (name) => `gemeente ${name}`,
  en: (name) => `commune of ${name}`,
  de: (name) => `Gemeinde ${name}`,
};

/** French joins « de » to the name: « d’Ixelles », « du Roeulx ». An h is kept apart, as in « de Huy ». */
function withDe(name: string): string {
  if (/^[aeiouyàâéèêëîïôœùûü]/i.test(name)) return `d’${name}`;
  if (name.startsWith('Le ')) return `du ${name.slice(3)}`;
  if (name.startsWith('Les ')) return `des ${name.slice(4)}`;
  return `de ${name}`;
}

/** No-break spaces keep a postcode with the name of its commune, and the opening hours on one line. */
const keepPostcode = (address: string) => address.replace(/\b(\d{4}) (?=\p{L})/u, '$1\u00a0');
const keepTogether = (text: string) => text.replaceAll(' ', '\u00a0');

/** Returns the values that every text and long text may name between double braces, such as `{{communePhone}}`. */
export function communeValues(commune: Commune): Readonly<Record<string, string>> {
  return {
    commune: commune.full,
    communeTitle: `${commune.full.charAt(0).toUpperCase()}${commune.full.slice(1)}`,
    communeName: commune.name,
    communeEmail: commune.email,
    communePhone: commune.phone,
    communePhoneInternational: commune.phoneInternational,
    communeHours: commune.hours,
    communeAddress: commune.address,
    communeSite: commune.site,
    childcareSite: commune.childcareSite,
    activitiesSite: commune.activitiesSite,
  };
}
