import type { Request, Response } from 'express';
import { type CurrentCommune, forEachCommune } from '../../domain/current-commune.ts';
import { type SafeHtml, trustedHtml } from '../../web/page/html.ts';
import { shellOf } from '../../web/page/locals.ts';
import { type LongText, loadLongText, type Section } from '../../web/page/long-texts.ts';
import type { Translate } from '../../web/page/texts.ts';
import { view } from '../../web/page/view.ts';
import { sectionsWith } from './faq-search.ts';

export type FaqPage = {
  title: string;
  introduction: SafeHtml;
  words: string;
  /** A sentence that tells how many sections were found; null when nothing was searched. */
  found: string | null;
  sections: readonly Section[];
  structuredData: SafeHtml;
};
const faqView = view<FaqPage>('site/faq');
const LONGEST_SEARCH = 100;

export const faqPage = (commune: CurrentCommune) => {
  const faq = loadLongText('faq', commune);
  const structured = forEachCommune(commune, (_, language) => structuredData(faq(language)));
  return {
    get(req: Request, res: Response): void {
      const { t, language } = shellOf(res);
      const asked = req.query['q'];
      const words = typeof asked === 'string' ? asked.slice(0, LONGEST_SEARCH) : '';
      const { introduction, sections: all } = faq(language);
      const sections = sectionsWith(all, words);
      faqView.render(res, {
        title: t('web:footer.faq'),
        introduction,
        words,
        found: words.trim() === '' ? null : foundSentence(t, sections.length),
        sections,
        structuredData: structured(language),
      });
    },
  };
};

function foundSentence(t: Translate, count: number): string {
  return count === 0 ? t('site:faq.none') : t('site:faq.found', { count });
}

/** Returns the schema.org FAQPage for search engines. `<` is escaped, so that no text can end the script element. */
function structuredData({ sections }: LongText): SafeHtml {
  const mainEntity = sections.map(({ heading, html }) => ({
    '@type': 'Question',
    name: heading,
    acceptedAnswer: { '@type': 'Answer', text: html.replace(/ class="[^"]*"/g, '') },
  }));
  const page = { '@context': 'https://schema.org', '@type': 'FAQPage', mainEntity };
  return trustedHtml(JSON.stringify(page).replaceAll('<', '\\u003c'));
}
