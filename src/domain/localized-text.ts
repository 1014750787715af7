import { z } from 'zod';
import type { Language } from './language.ts';

const words = z.string().trim().min(1);

/**
 * A text that is data: French and Dutch are a legal duty (coordinated language laws of 18 July 1966), English and German
 * stand there where somebody wrote them.
 */
export const LocalizedText = z.strictObject({ fr: words, nl: words, en: words.optional(), de: words.optional() });
export type LocalizedText = z.infer<typeof LocalizedText>;

/** `lang` is the language of the words where it is not the one asked for, so that a screen reader says them right. */
export type TextInLanguage = { text: string; lang: Language | null };

/** Returns the text in that language, or in French with `lang` set. */
export function inLanguage(text: LocalizedText, language: Language): TextInLanguage {
  const own = text[language];
  return own === undefined ? { text: text.fr, lang: 'fr' } : { text: own, lang: null };
}
