import type { RequestHandler } from 'express';
import type { TextKey } from '../../locales/keys.ts';

/** Stands before the handler of a page that anybody may open, and sets the description that search engines show. */
export function publicPage(description: TextKey): RequestHandler {
  return (_req, res, next) => {
    const { shell } = res.locals;
    shell.description = shell.t(description);
    next();
  };
}
