import type { Response } from 'express';
import { cookiesOf } from './locals.ts';

export type PageBytes = { bytes: Buffer; gzip: boolean };

/**
 * Sends a page. Nobody may store it, as another person may sign in at any time. Only a page that anybody may open may
 * stay in the browser of a visitor without a session, who finds what they typed again after « Back »; it is asked for
 * anew by every other way.
 */
export function sendPage(res: Response, { bytes, gzip }: PageBytes): void {
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  const mayStay = res.locals.openToAll === true && cookiesOf(res).onlyLanguage(res.req);
  res.setHeader('Cache-Control', mayStay ? 'private, no-cache' : 'no-store');
  res.vary('Accept-Encoding');
  if (gzip) res.setHeader('Content-Encoding', 'gzip');
  res.setHeader('Content-Length', bytes.length);
  if (res.req.method === 'HEAD') res.end();
  else res.end(bytes);
}
