import { Router } from 'express';
import type { App } from '../../app.ts';
import { sameForAll } from '../../web/page/kept-pages.ts';
import { publicPage } from '../../web/page/public-page.ts';
import { contactPage } from './contact.page.ts';
import { faqPage } from './faq.page.ts';
import { homePage } from './home.page.ts';
import { legalPage } from './legal.page.ts';

/** The public pages under `/{language}`. None of them queries Postgres. */
export function siteRoutes({ commune }: Pick<App, 'commune'>): Router {
  return Router({ mergeParams: true })
    .get('/', sameForAll, publicPage('site:home.description'), homePage().get)
    .get('/faq', sameForAll, publicPage('site:faq.description'), faqPage(commune).get)
    .get('/terms', sameForAll, publicPage('site:terms.description'), legalPage('terms', commune).get)
    .get('/privacy', sameForAll, publicPage('site:privacy.description'), legalPage('privacy', commune).get)
    .get(
      '/accessibility',
      sameForAll,
      publicPage('site:accessibility.description'),
      legalPage('accessibility', commune).get,
    )
    .get('/contact', sameForAll, publicPage('site:contact.description'), contactPage().get);
}
