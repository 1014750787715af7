import type { Section } from '../../web/long-texts.ts';

/** The sections that hold every word, whatever the case and the accents; without words, all. */
export function sectionsWith(sections: readonly Section[], words: string): Section[] {
  const wanted = plain(words).split(' ').filter(Boolean);
  return sections.filter((section) => {
    const text = plain(`${section.heading} ${section.html.replace(/<[^>]+>/g, ' ')}`);
    return wanted.every((word) => text.includes(word));
  });
}

/** « Déjà » and « deja » are the same word to somebody who searches. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[’']/g, "'").replace(/\s+/g, ' ').trim();
}
