import { type Commune, type CommuneByLanguage, type CommuneSettings, communeByLanguage } from './commune.ts';
import type { Language } from './language.ts';

/**
 * The commune as this process knows it now. Code that shows it asks for it each time and keeps it for one answer at
 * most, as it is replaced as a whole when an administrator changes a setting.
 */
export class CurrentCommune {
  #settings: CommuneSettings;
  #byLanguage: CommuneByLanguage;

  constructor(settings: CommuneSettings) {
    this.#settings = settings;
    this.#byLanguage = communeByLanguage(settings);
  }

  replace(settings: CommuneSettings): void {
    this.#settings = settings;
    this.#byLanguage = communeByLanguage(settings);
  }

  get settings(): CommuneSettings {
    return this.#settings;
  }

  /** Returns the same object until the commune is replaced, so that what was made from it is known to hold still. */
  in(language: Language): Commune {
    return this.#byLanguage[language];
  }
}

/**
 * Returns what `make` returns for each language: made when it is first asked for, then remembered for as long as the
 * commune is the same.
 */
export function forEachCommune<T>(
  current: CurrentCommune,
  make: (commune: Commune, language: Language) => T,
): (language: Language) => T {
  const made = new Map<Language, { commune: Commune; value: T }>();
  return (language) => {
    const commune = current.in(language);
    const known = made.get(language);
    if (known?.commune === commune) return known.value;
    const value = make(commune, language);
    made.set(language, { commune, value });
    return value;
  };
}
