import { foldText } from '../../../domain/folded-text.ts';
import type { Language } from '../../../domain/language.ts';
import type { LocalizedText } from '../../../domain/localized-text.ts';
import type { Audience } from '../definition/audiences.ts';
import type { Definition } from '../definition/definition.ts';
import type { Theme } from '../definition/themes.ts';

export type Filter = { audience: Audience; theme: Theme | null; words: string };

/**
 * Returns the démarches of an audience and a theme that hold every word asked for, in the reader's language or in
 * French and Dutch. Accents and case do not count, the last word may be incomplete, and a phrase between quotes is
 * found as it is written.
 */
export function searchCatalogue(
  definitions: readonly Definition[],
  { audience, theme, words }: Filter,
  language: Language,
): readonly Definition[] {
  const asked = definitions.filter(
    (definition) => definition.audiences.includes(audience) && (theme === null || definition.theme === theme),
  );
  return withWords(asked, words, language);
}

/** Returns the démarches of any audience that hold every word asked for, as `searchCatalogue` does. */
export function withWords(
  definitions: readonly Definition[],
  words: string,
  language: Language,
): readonly Definition[] {
  const wanted = termsOf(words);
  return definitions.filter((definition) => wanted.every((term) => textOf(definition, language).includes(term)));
}

const PHRASE = /["«“]([^"»”]+)["»”]/g;

/**
 * Returns the terms to look for. Spaces around each term make it match whole words only, except for the last word
 * typed, whose beginning is enough.
 */
function termsOf(words: string): string[] {
  const phrases = [...words.matchAll(PHRASE)].map(([, phrase = '']) => ` ${foldText(phrase)} `);
  const single = foldText(words.replace(PHRASE, ' ')).split(' ').filter(Boolean);
  const terms = single.map((word, index) => (index === single.length - 1 ? ` ${word}` : ` ${word} `));
  return [...phrases, ...terms].filter((term) => term.trim() !== '');
}

function textOf({ name, summary, synonyms }: Definition, language: Language): string {
  const languages = new Set<Language>([language, 'fr', 'nl']);
  const said = [...languages].flatMap((one) => [spoken(name, one), spoken(summary, one)]);
  return ` ${foldText([...said, ...synonyms.fr, ...synonyms.nl].join(' '))} `;
}

function spoken(text: LocalizedText, language: Language): string {
  return text[language] ?? '';
}
