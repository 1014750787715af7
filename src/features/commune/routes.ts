import { Router } from 'express';
import type { App } from '../../app.ts';
import { wordmarkPage } from './wordmark.page.ts';

/** The logo in the banner, at an address that says which one it is. */
export function wordmarkRoutes(app: Pick<App, 'commune' | 'state' | 'storage'>): Router {
  return Router().get('/static/wordmark.:sha256.png', wordmarkPage(app).get);
}
