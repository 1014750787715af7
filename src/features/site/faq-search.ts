import { foldText } from '../../domain/folded-text.ts';
import type { Section } from '../../web/page/long-texts.ts';

/** The sections that hold every word, whatever the case, the accents and the punctuation; without words, all. */
export function sectionsWith(sections: readonly Section[], words: string): readonly Section[] {
  const wanted = foldText(words).split(' ').filter(Boolean);
  if (wanted.length === 0) return sections;
  return sections.filter((section) => {
    const text = foldText(`${section.heading} ${withoutMarkup(section.html)}`);
    return wanted.every((word) => text.includes(word));
  });
}

/** Tags and entities are not words: nobody who searches « strong » or « quot » means them. */
function withoutMarkup(html: string): string {
  return html.replace(/<[^>]+>|&#?\w+;/g, ' ');
}
