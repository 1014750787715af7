import express, { type RequestHandler } from 'express';
import { Refusal } from './refusals.ts';

/** 64 kB and 200 fields at most, url-encoded only: any other content type is a 415, as no other form is ours. */
export function formBody(): RequestHandler[] {
  const parse = express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 200, inflate: false });
  return [refuseOtherTypes, parse];
}

const refuseOtherTypes: RequestHandler = (req, _res, next) => {
  if (req.method === 'POST' && req.headers['content-length'] !== '0' && !req.is('application/x-www-form-urlencoded')) {
    throw new Refusal(415);
  }
  next();
};
