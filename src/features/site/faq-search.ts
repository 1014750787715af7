import { foldText } from '../../domain/folded-text.ts';
import type { Section } from '../../web/page/long-texts.ts';

/**
 * Returns the sections that hold every word, whatever the case, the accents and the punctuation. Returns all sections
 * when there are no words.
 */
export function sectionsWith(sections: readonly Section[], words: string): readonly Section[] {
  const wanted = foldText(words).split(' ').filter(Boolean);
  if (wanted.length === 0) return sections;
  return sections.filter((section) => {
    const text = foldText(`${section.heading} ${withoutMarkup(section.html)}`);
    return wanted.every((word) => text.includes(word));
  });
}

/** Removes tags and entities, so that a search for « strong » or « quot » does not find them. */
function withoutMarkup(html: string): string {
  return html.replace(/<[^>]+>|&#?\w+;/g, ' ');
}
