import { type RequestHandler, Router } from 'express';
import type { App } from '../../app.ts';
import { describeWaitingJobs } from '../../platform/job-runner/held-jobs.ts';
import { describeError } from '../../platform/log.ts';
import { findSecondsWithoutMailServer } from '../notifications/deliveries/mail-server-absence.repository.ts';

/** After so many seconds without a runner of jobs, this process counts as not ready. */
const MOST_SECONDS_WITHOUT_RUNNER = 120;

type Parts = Pick<App, 'db' | 'log' | 'metrics' | 'state'>;

/**
 * The addresses that the proxy and the orchestrator ask: `live` tells that the process answers, `ready` that requests
 * may be sent to it.
 */
export function healthRoutes(app: Parts): Router {
  return Router()
    .get('/health/live', (_req, res) => void res.type('text').send('ok'))
    .get('/health/ready', readiness(app))
    .get('/metrics', figures(app));
}

/**
 * Answers 503 while the process stops, when Postgres does not answer, and when no runner of jobs has worked here for
 * two minutes. The age of the oldest waiting job is shown but changes nothing: it is the same for all processes, and
 * refusing them all would leave no portal.
 */
function readiness({ db, log, state }: Parts): RequestHandler {
  return async (_req, res) => {
    const unavailable = (reason: string) => void res.status(503).type('text').send(reason);
    if (state.stopping) return unavailable('stopping');
    if ((state.jobs?.secondsWithoutRunner() ?? 0) > MOST_SECONDS_WITHOUT_RUNNER) return unavailable('no job runner');
    try {
      const { oldestWaitingSeconds } = await describeWaitingJobs(db);
      const away = await findSecondsWithoutMailServer(db);
      const mails = away === 0 ? '' : `mail server away: ${Math.round(away)} s\n`;
      res.type('text').send(`ok\noldest waiting job: ${Math.round(oldestWaitingSeconds)} s\n${mails}`);
    } catch (error) {
      log.warn({ error: describeError(error) }, 'not ready');
      unavailable('unavailable');
    }
  };
}

function figures({ db, log, metrics, state }: Parts): RequestHandler {
  return async (req, res, next) => {
    // A request that came through a proxy carries this header. The metrics are for this machine only.
    const fromHere = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(req.socket.remoteAddress ?? '');
    if (!fromHere || req.headers['x-forwarded-for'] !== undefined) return next();
    try {
      metrics.setJobs({
        ...(await describeWaitingJobs(db)),
        runnerRestarts: state.jobs?.restarts() ?? 0,
        mailServerAwaySeconds: await findSecondsWithoutMailServer(db),
      });
    } catch (error) {
      // The metrics of the process itself are needed all the more while Postgres does not answer.
      log.warn({ error: describeError(error) }, 'no figures of the jobs');
    }
    res.type(metrics.contentType).send(await metrics.text());
  };
}
