import { REGISTRY_LANGUAGES, type RegistryLanguage } from './registry-languages.ts';

/**
 * `type` is the register's code: 001 is the official name, others are abbreviations, commercial names and so on.
 * `language` is null when the register does not know it.
 */
export type RegistryName = { language: RegistryLanguage | null; type: string; name: string };

const OFFICIAL = '001';

/**
 * Chooses the official name before others. Among names of one type it prefers the language asked for, then names
 * without a language, then French, Dutch, German and English. Returns null when there are no names.
 */
export function chooseRegistryName(names: readonly RegistryName[], language: RegistryLanguage): string | null {
  const rank = (name: RegistryName) =>
    [name.type === OFFICIAL ? '' : name.type, languageRank(name, language)].join(' ');
  const sorted = names.map((name) => ({ name, rank: rank(name) })).sort((one, other) => compare(one.rank, other.rank));
  return sorted[0]?.name.name ?? null;
}

function languageRank({ language }: RegistryName, asked: RegistryLanguage): number {
  if (language === asked) return 0;
  return language === null ? 1 : 2 + REGISTRY_LANGUAGES.indexOf(language);
}

const compare = (one: string, other: string) => Number(one > other) - Number(one < other);
