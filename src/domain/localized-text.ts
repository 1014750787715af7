import { z } from 'zod';
import type { Language } from './language.ts';

const words = z.string().trim().min(1);

/**
 * A text kept as data, in several languages. French and Dutch are required by law (coordinated language laws of 18 July
 * 1966); English and German are given where somebody has written them.
 */
export const LocalizedText = z.strictObject({ fr: words, nl: words, en: words.optional(), de: words.optional() });
export type LocalizedText = z.infer<typeof LocalizedText>;

/**
 * `lang` is the language of the text where it differs from the language asked for, so that a screen reader pronounces
 * it correctly. It is null where they are the same.
 */
export type TextInLanguage = { text: string; lang: Language | null };

/** Returns the text in that language, or else the French text with `lang` set. */
export function inLanguage(text: LocalizedText, language: Language): TextInLanguage {
  const own = text[language];
  return own === undefined ? { text: text.fr, lang: 'fr' } : { text: own, lang: null };
}
