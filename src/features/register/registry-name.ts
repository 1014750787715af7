import { REGISTRY_LANGUAGES, type RegistryLanguage } from './registry-languages.ts';

/** `type` as in the register: 001 is the name itself; others are abbreviations, commercial names… `language` null: unknown. */
export type RegistryName = { language: RegistryLanguage | null; type: string; name: string };

const OFFICIAL = '001';

/** The official name before the others; among those the language asked, then names without one, then French, Dutch… Null without names. */
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
