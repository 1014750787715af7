import { Router } from 'express';
import { sameForAll } from '../../web/page/kept-pages.ts';
import { contactPage } from './contact.page.ts';
import { faqPage } from './faq.page.ts';
import { homePage } from './home.page.ts';
import { legalPage } from './legal.page.ts';

/** Under `/{language}`: the pages anybody reads. None asks Postgres anything. */
export function siteRoutes(): Router {
  return Router({ mergeParams: true })
    .get('/', sameForAll, homePage().get)
    .get('/faq', sameForAll, faqPage().get)
    .get('/terms', sameForAll, legalPage('terms').get)
    .get('/privacy', sameForAll, legalPage('privacy').get)
    .get('/accessibility', sameForAll, legalPage('accessibility').get)
    .get('/contact', sameForAll, contactPage().get);
}
