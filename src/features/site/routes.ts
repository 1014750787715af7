import { Router } from 'express';
import { contactPage } from './contact.page.ts';
import { faqPage } from './faq.page.ts';
import { homePage } from './home.page.ts';
import { legalPage } from './legal.page.ts';

/** Under `/{language}`: the pages anybody reads. None asks Postgres anything. */
export function siteRoutes(): Router {
  return Router({ mergeParams: true })
    .get('/', homePage().get)
    .get('/faq', faqPage().get)
    .get('/terms', legalPage('terms').get)
    .get('/privacy', legalPage('privacy').get)
    .get('/accessibility', legalPage('accessibility').get)
    .get('/contact', contactPage().get);
}
