import express, { type Request, type RequestHandler } from 'express';
import { Refusal } from './refusals.ts';

/** `left` are the addresses whose forms bring files: these are left for a parser that their routes have. */
type Options = { left?: RegExp };

/**
 * Parses url-encoded forms of at most 64 kB and 200 fields. Any other content type is refused with 415. A route that
 * takes another kind of body puts its own parser before this one, which leaves a body that has already been read as it
 * is; a form with files is left unread at the addresses that take some, until it is known who sends it.
 */
export function formBody({ left }: Options = {}): RequestHandler[] {
  const parse = express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 200, inflate: false });
  const isLeft = (req: Request) => left?.test(req.path) === true && Boolean(req.is('multipart/form-data'));
  const refuseOtherTypes: RequestHandler = (req, _res, next) => {
    const isRead = req.body !== undefined || req.headers['content-length'] === '0' || isLeft(req);
    if (req.method === 'POST' && !isRead && !req.is('application/x-www-form-urlencoded')) throw new Refusal(415);
    next();
  };
  return [refuseOtherTypes, (req, res, next) => (req.body === undefined ? parse(req, res, next) : next())];
}
