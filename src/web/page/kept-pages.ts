import type { RequestHandler, Response } from 'express';
import type { Language } from '../../domain/language.ts';
import { accepts } from '../pipeline/encoding.ts';
import { type OwnPath, requestedPath } from '../pipeline/own-path.ts';
import type { CookieJar } from '../session/cookies.ts';
import { sendPage } from './send-page.ts';
import { rememberLanguage } from './shell.ts';

type KeptPage = { language: Language; bytes: Buffer };
const ONE_SPELLING = /^\/[a-z]{2}(\/[a-z-]+)?$/;

/** In front of a page that says the same to everybody who is not signed in: it may be kept. */
export const sameForAll: RequestHandler = (_req, res, next) => {
  res.locals.sameForAll = true;
  next();
};

/**
 * The pages that are the same for all, compressed, by address: made once, then sent before anything else is looked at. Only to
 * visitors who bring no cookie but the language. Memory is bounded: one spelling of each of our own addresses, without query.
 */
export class KeptPages {
  readonly #cookies: CookieJar;
  readonly #pages = new Map<OwnPath, KeptPage>();
  constructor(cookies: CookieJar) {
    this.#cookies = cookies;
  }

  mayKeep(res: Response): boolean {
    const { req, locals } = res;
    return locals.sameForAll === true && ONE_SPELLING.test(requestedPath(req)) && this.#cookies.onlyLanguage(req);
  }

  keep(res: Response, bytes: Buffer): void {
    this.#pages.set(requestedPath(res.req), { language: res.locals.shell.language, bytes });
  }

  readonly serve: RequestHandler = (req, res, next) => {
    const page = this.#pages.get(requestedPath(req));
    const isRead = req.method === 'GET' || req.method === 'HEAD';
    if (page === undefined || !isRead || !accepts('gzip', req.headers) || !this.#cookies.onlyLanguage(req))
      return next();
    rememberLanguage(req, res, { cookies: this.#cookies, language: page.language });
    sendPage(res, { bytes: page.bytes, gzip: true });
  };
}
