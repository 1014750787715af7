import type { RequestHandler } from 'express';
import type { TextKey } from '../../locales/keys.ts';

/** In front of a page that anybody may open: what search engines show of it. */
export function publicPage(description: TextKey): RequestHandler {
  return (_req, res, next) => {
    const { shell } = res.locals;
    shell.description = shell.t(description);
    next();
  };
}
