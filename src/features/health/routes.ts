import { Router } from 'express';
import { z } from 'zod';
import type { App } from '../../app.ts';
import { sql } from '../../platform/database.ts';
import { describeError } from '../../platform/log.ts';

/** For the proxy and the orchestrator: alive says the process answers, ready that Postgres does too. No detail leaves. */
export function healthRoutes(app: Pick<App, 'db' | 'log' | 'metrics'>): Router {
  return Router()
    .get('/health/live', (_req, res) => void res.type('text').send('ok'))
    .get('/health/ready', async (_req, res) => {
      try {
        await app.db.one(z.strictObject({ ready: z.literal(1) }), sql`select 1 as ready`);
        res.type('text').send('ok');
      } catch (error) {
        app.log.warn({ error: describeError(error) }, 'not ready');
        res.status(503).type('text').send('unavailable');
      }
    })
    .get('/metrics', async (req, res, next) => {
      // What comes through a proxy carries this header: the figures are for this machine only.
      const fromHere = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(req.socket.remoteAddress ?? '');
      if (!fromHere || req.headers['x-forwarded-for'] !== undefined) return next();
      res.type(app.metrics.contentType).send(await app.metrics.text());
    });
}
