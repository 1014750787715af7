import type { RequestHandler, Response } from 'express';
import type { CurrentCommune } from '../../domain/current-commune.ts';
import type { Language } from '../../domain/language.ts';
import { accepts } from '../pipeline/encoding.ts';
import { type OwnPath, requestedPath } from '../pipeline/own-path.ts';
import type { CookieJar } from '../session/cookies.ts';
import { shellOf } from './locals.ts';
import { sendPage } from './send-page.ts';
import { rememberLanguage } from './shell.ts';

type KeptPage = { language: Language; bytes: Buffer };
const ONE_SPELLING = /^\/[a-z]{2}(\/[a-z-]+)?$/;

/** Stands before the handler of a page that is identical for everybody who is not signed in: its bytes may be kept. */
export const sameForAll: RequestHandler = (_req, res, next) => {
  res.locals.sameForAll = true;
  next();
};

/**
 * Keeps the compressed bytes of pages that are identical for all visitors. They are sent before a request is looked at
 * any further, but only to visitors without any cookie except that of the language. Memory is bounded, as only one
 * spelling of each existing address is kept, and no query. All pages are dropped when the commune is another one.
 */
export class KeptPages {
  readonly #cookies: CookieJar;
  readonly #commune: CurrentCommune;
  readonly #pages = new Map<OwnPath, KeptPage>();
  #shown: CurrentCommune['settings'];
  constructor(cookies: CookieJar, commune: CurrentCommune) {
    this.#cookies = cookies;
    this.#commune = commune;
    this.#shown = commune.settings;
  }

  /**
   * Returns true for a page that may be kept. One that was begun before the commune became another one may not: a
   * visitor may send a body slowly.
   */
  mayKeep(res: Response): boolean {
    const { req, locals } = res;
    const { commune, language } = shellOf(res);
    if (locals.sameForAll !== true || commune !== this.#commune.in(language)) return false;
    return ONE_SPELLING.test(requestedPath(req)) && this.#cookies.onlyLanguage(req);
  }

  keep(res: Response, bytes: Buffer): void {
    this.#pages.set(requestedPath(res.req), { language: shellOf(res).language, bytes });
  }

  readonly serve: RequestHandler = (req, res, next) => {
    if (this.#shown !== this.#commune.settings) this.#pages.clear();
    this.#shown = this.#commune.settings;
    const page = this.#pages.get(requestedPath(req));
    const isRead = req.method === 'GET' || req.method === 'HEAD';
    if (page === undefined || !isRead || !accepts('gzip', req.headers) || !this.#cookies.onlyLanguage(req))
      return next();
    rememberLanguage(req, res, { cookies: this.#cookies, language: page.language });
    res.locals.openToAll = true;
    res.locals.cookies = this.#cookies;
    sendPage(res, { bytes: page.bytes, gzip: true });
  };
}
