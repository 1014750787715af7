import express, { type Express } from 'express';
import { chooserPage } from './chooser.page.ts';
import type { FasProvider } from './provider.ts';

/** The addresses of the FAS of development: those of the provider, and the page on which one chooses. */
export function fasRoutes(provider: FasProvider, pathname: string): Express {
  const chooser = chooserPage(provider);
  return express()
    .get(`${pathname}/interaction/:id`, chooser.get)
    .post(`${pathname}/interaction/:id`, chooser.post)
    .use(pathname, provider.callback());
}
