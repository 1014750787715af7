import { type RequestHandler, Router } from 'express';
import type { App } from '../app.ts';
import { NotFound } from '../domain/not-found.ts';
import { outboxPage } from './outbox.page.ts';
import { secondFactorPage } from './second-factor.page.ts';

/** The pages under `/dev`, for somebody on this machine. They do not exist in production. */
export function devRoutes(app: App): Router {
  const outbox = outboxPage(app.config);
  return Router()
    .use(fromThisMachineOnly)
    .get('/outbox', outbox.list)
    .get('/outbox/:id', outbox.get)
    .get('/second-factor', secondFactorPage(app).get);
}

const fromThisMachineOnly: RequestHandler = (req, _res, next) => {
  const here = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(req.socket.remoteAddress ?? '');
  if (!here || req.headers['x-forwarded-for'] !== undefined) throw new NotFound();
  next();
};
