import { ExtractError } from './extract-files.ts';

export const REGISTRY_LANGUAGES = ['fr', 'nl', 'de', 'en'] as const;
export type RegistryLanguage = (typeof REGISTRY_LANGUAGES)[number];
/** `language` is that of the description, in two lower-case letters. */
export type RegistryCode = { category: string; code: string; language: string; description: string };
export type CodeLanguage = { code: string; language: RegistryLanguage };

/**
 * Finds the language of each language code in what code.csv calls it (« 2 » is « néerlandais », « Nederlands »). `Intl`
 * knows the names of languages, so no code of the register is written here. Throws ExtractError when French or Dutch is
 * missing.
 */
export function languagesOfCodes(codes: readonly RegistryCode[]): CodeLanguage[] {
  const found = new Map<string, RegistryLanguage>();
  for (const { category, code, language, description } of codes) {
    const named = category === 'Language' ? languageNamed(description, language) : null;
    if (named !== null) found.set(code, named);
  }
  const missing = ['fr', 'nl'].filter((wanted) => ![...found.values()].some((language) => language === wanted));
  if (missing.length > 0) throw new ExtractError(`code.csv gives no code of the language ${missing.join(' and ')}`);
  return [...found].map(([code, language]) => ({ code, language }));
}

function languageNamed(description: string, inLanguage: string): RegistryLanguage | null {
  const names = new Intl.DisplayNames([inLanguage], { type: 'language' });
  return REGISTRY_LANGUAGES.find((language) => bare(names.of(language) ?? '') === bare(description)) ?? null;
}

const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
