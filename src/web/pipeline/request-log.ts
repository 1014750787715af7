import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Log } from '../../platform/log.ts';

/** One line per request. The path is logged without its query, and a link's token is never part of it. */
export function requestLog(log: Log, observe: (seconds: number, status: number) => void): RequestHandler {
  return (req, res, next) => {
    const started = process.hrtime.bigint();
    res.locals.requestId = randomUUID().slice(0, 8);
    const path = withoutToken(req.path);
    res.on('finish', () => {
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      observe(seconds, res.statusCode);
      const record = { id: res.locals.requestId, method: req.method, path, status: res.statusCode };
      log.info({ ...record, ms: Math.round(seconds * 1_000) }, 'request');
    });
    next();
  };
}

/** Parts of 20 characters and more are tokens or ids: none belongs in a log. */
function withoutToken(path: string): string {
  return path.slice(0, 200).replace(/[\w%-]{20,}/g, '…');
}
