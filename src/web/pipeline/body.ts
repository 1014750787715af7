import express, { type RequestHandler } from 'express';
import { Refusal } from './refusals.ts';

/**
 * Parses url-encoded forms of at most 64 kB and 200 fields. Any other content type is refused with 415. A route that
 * takes another kind of body, such as documents, puts its own parser before this one, which leaves a body that has
 * already been read as it is.
 */
export function formBody(): RequestHandler[] {
  const parse = express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 200, inflate: false });
  return [refuseOtherTypes, (req, res, next) => (req.body === undefined ? parse(req, res, next) : next())];
}

const refuseOtherTypes: RequestHandler = (req, _res, next) => {
  const isRead = req.body !== undefined || req.headers['content-length'] === '0';
  if (req.method === 'POST' && !isRead && !req.is('application/x-www-form-urlencoded')) throw new Refusal(415);
  next();
};
