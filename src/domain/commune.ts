import type { Language } from './language.ts';

/** The commune as it is named and reached in one language, each value as people read it. */
export type Commune = Readonly<{
  name: string;
  /** Its names in French and in Dutch; one alone where they are the same. */
  names: readonly string[];
  email: string;
  phone: string;
  /** E.164, for links. */
  phoneInternational: string;
  hours: string;
  address: string;
}>;
export type CommuneByLanguage = Readonly<Record<Language, Commune>>;

/** What texts and long texts may say between braces, whatever the page: `{{communePhone}}`. */
export function communeValues(commune: Commune): Readonly<Record<string, string>> {
  return {
    communeName: commune.name,
    communeEmail: commune.email,
    communePhone: commune.phone,
    communePhoneInternational: commune.phoneInternational,
    communeHours: commune.hours,
    communeAddress: commune.address,
  };
}
