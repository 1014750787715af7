import express, { type RequestHandler } from 'express';
import { Refusal } from './refusals.ts';

/**
 * Reads forms: 64 kB and 200 fields at most, url-encoded only; any other content type is a 415. A route that takes another
 * kind of body, such as documents, puts a parser of its own before this one: what has been read already is left alone.
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
