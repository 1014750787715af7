import { type RequestHandler, Router } from 'express';
import type { App } from '../../app.ts';
import { describeWaitingJobs } from '../../platform/job-runner/held-jobs.ts';
import { describeError } from '../../platform/log.ts';

/** Without a runner for so long, this process is better replaced. */
const MOST_SECONDS_WITHOUT_RUNNER = 120;

type Parts = Pick<App, 'db' | 'log' | 'metrics' | 'state'>;

/** For the proxy and the orchestrator: alive says the process answers, ready that it should be sent people. */
export function healthRoutes(app: Parts): Router {
  return Router()
    .get('/health/live', (_req, res) => void res.type('text').send('ok'))
    .get('/health/ready', readiness(app))
    .get('/metrics', figures(app));
}

/**
 * 503 while the process stops, when Postgres does not answer, and when no runner takes jobs here. The age of the oldest waiting
 * job is told and changes nothing: it is the same for all processes, and without any of them there would be no pages either.
 */
function readiness({ db, log, state }: Parts): RequestHandler {
  return async (_req, res) => {
    const unavailable = (reason: string) => void res.status(503).type('text').send(reason);
    if (state.stopping) return unavailable('stopping');
    if ((state.jobs?.secondsWithoutRunner() ?? 0) > MOST_SECONDS_WITHOUT_RUNNER) return unavailable('no job runner');
    try {
      const { oldestWaitingSeconds } = await describeWaitingJobs(db);
      res.type('text').send(`ok\noldest waiting job: ${Math.round(oldestWaitingSeconds)} s\n`);
    } catch (error) {
      log.warn({ error: describeError(error) }, 'not ready');
      unavailable('unavailable');
    }
  };
}

function figures({ db, log, metrics, state }: Parts): RequestHandler {
  return async (req, res, next) => {
    // What comes through a proxy carries this header: the figures are for this machine only.
    const fromHere = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(req.socket.remoteAddress ?? '');
    if (!fromHere || req.headers['x-forwarded-for'] !== undefined) return next();
    try {
      metrics.setJobs({ ...(await describeWaitingJobs(db)), runnerRestarts: state.jobs?.restarts() ?? 0 });
    } catch (error) {
      // Those of the process itself are wanted all the more while Postgres is away.
      log.warn({ error: describeError(error) }, 'no figures of the jobs');
    }
    res.type(metrics.contentType).send(await metrics.text());
  };
}
