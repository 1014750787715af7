import { type Commune, type CommuneByLanguage, type CommuneSettings, communeByLanguage } from './commune.ts';
import type { Language } from './language.ts';

/**
 * The commune as this process knows it now. Whoever shows it asks when they show it, and keeps nothing longer than one
 * answer: it is replaced as a whole when an administrator sets something.
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
