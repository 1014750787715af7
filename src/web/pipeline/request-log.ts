import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Log } from '../../platform/log.ts';

/** Logs one line per request. The path is logged without its query and without the token of a link. */
export function requestLog(log: Log, observe: (seconds: number, status: number) => void): RequestHandler {
  return (req, res, next) => {
    const started = process.hrtime.bigint();
    const id = newRequestId();
    res.locals.requestId = id;
    const path = withoutToken(req.path);
    res.on('finish', () => {
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      observe(seconds, res.statusCode);
      const record = { id, method: req.method, path, status: res.statusCode };
      log.info({ ...record, ms: Math.round(seconds * 1_000) }, 'request');
    });
    next();
  };
}

/** Returns a short id, which a citizen can say on the telephone. */
export const newRequestId = (): string => randomUUID().slice(0, 8);

/** Replaces parts of 20 characters and more: they are tokens or ids, which do not belong in a log. */
function withoutToken(path: string): string {
  return path.slice(0, 200).replace(/[\w%-]{20,}/g, '…');
}
