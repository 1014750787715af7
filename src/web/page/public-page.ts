import type { RequestHandler } from 'express';
import type { TextKey } from '../../locales/keys.ts';
import { shellOf } from './locals.ts';

/**
 * Stands before the handler of a page that anybody may open, sets the description that search engines show, and lets the
 * browser of a visitor without a session show what was typed again after « Back ».
 */
export function publicPage(description: TextKey): RequestHandler {
  return (_req, res, next) => {
    const shell = shellOf(res);
    shell.description = shell.t(description);
    res.locals.openToAll = true;
    next();
  };
}
