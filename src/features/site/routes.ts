import { Router } from 'express';
import { sameForAll } from '../../web/page/kept-pages.ts';
import { publicPage } from '../../web/page/public-page.ts';
import { contactPage } from './contact.page.ts';
import { faqPage } from './faq.page.ts';
import { homePage } from './home.page.ts';
import { legalPage } from './legal.page.ts';

/** Under `/{language}`: the pages anybody reads. None asks Postgres anything. */
export function siteRoutes(): Router {
  return Router({ mergeParams: true })
    .get('/', sameForAll, publicPage('site:home.description'), homePage().get)
    .get('/faq', sameForAll, publicPage('site:faq.description'), faqPage().get)
    .get('/terms', sameForAll, publicPage('site:terms.description'), legalPage('terms').get)
    .get('/privacy', sameForAll, publicPage('site:privacy.description'), legalPage('privacy').get)
    .get('/accessibility', sameForAll, publicPage('site:accessibility.description'), legalPage('accessibility').get)
    .get('/contact', sameForAll, publicPage('site:contact.description'), contactPage().get);
}
