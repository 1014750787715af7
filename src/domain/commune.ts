import type { Language } from './language.ts';

/** The commune as it is named and reached in one language. Each value is written as people read it. */
export type Commune = Readonly<{
  name: string;
  /** The French and the Dutch name of the commune, or a single name where the two are the same. */
  names: readonly string[];
  email: string;
  phone: string;
  /** The same telephone number in E.164 form (« +3225551234 »), for links. */
  phoneInternational: string;
  hours: string;
  address: string;
}>;
export type CommuneByLanguage = Readonly<Record<Language, Commune>>;

/** Returns the values that every text and long text may name between double braces, such as `{{communePhone}}`. */
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
