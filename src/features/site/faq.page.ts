import type { Request, Response } from 'express';
import { type SafeHtml, trustedHtml } from '../../web/html.ts';
import { type LongText, loadLongText, type Section } from '../../web/long-texts.ts';
import { type TextField, textField } from '../../web/partials.ts';
import { view } from '../../web/view.ts';
import { sectionsWith } from './faq-search.ts';

export type FaqPage = {
  title: string;
  introduction: SafeHtml;
  search: TextField;
  /** How many were found, null when nothing was searched. */
  found: string | null;
  sections: Section[];
  structuredData: SafeHtml;
};
const faqView = view<FaqPage>('site/faq');
const LONGEST_SEARCH = 100;

export const faqPage = (faq = loadLongText('faq')) => ({
  get(req: Request, res: Response): void {
    const { t, language } = res.locals.shell;
    const asked = req.query['q'];
    const words = typeof asked === 'string' ? asked.slice(0, LONGEST_SEARCH) : '';
    const sections = sectionsWith(faq[language].sections, words);
    const form = { values: { q: words }, errors: [] };
    faqView.render(res, {
      title: t('site:faq.title'),
      introduction: faq[language].introduction,
      search: textField('q', t('site:faq.search'), form, { type: 'search', spellcheck: true }),
      found:
        words.trim() === ''
          ? null
          : sections.length === 0
            ? t('site:faq.none')
            : t('site:faq.found', { count: sections.length }),
      sections,
      structuredData: structuredData(faq[language]),
    });
  },
});

/** schema.org FAQPage, for search engines. `<` is escaped: nothing in it can end the script element. */
function structuredData({ sections }: LongText): SafeHtml {
  const mainEntity = sections.map(({ heading, html }) => ({
    '@type': 'Question',
    name: heading,
    acceptedAnswer: { '@type': 'Answer', text: html.replace(/ class="[^"]*"/g, '') },
  }));
  const page = { '@context': 'https://schema.org', '@type': 'FAQPage', mainEntity };
  return trustedHtml(JSON.stringify(page).replaceAll('<', '\\u003c'));
}
