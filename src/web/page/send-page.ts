import type { Response } from 'express';

export type PageBytes = { bytes: Buffer; gzip: boolean };

/** Sends a page. Browsers and proxies may never store it, as another person may sign in at any time. */
export function sendPage(res: Response, { bytes, gzip }: PageBytes): void {
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Cache-Control', 'no-store');
  res.vary('Accept-Encoding');
  if (gzip) res.setHeader('Content-Encoding', 'gzip');
  res.setHeader('Content-Length', bytes.length);
  if (res.req.method === 'HEAD') res.end();
  else res.end(bytes);
}
