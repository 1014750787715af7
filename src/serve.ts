import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { App } from './app.ts';
import { buildApp } from './build-app.ts';
import type { Config } from './config.ts';
import { loadDefinitions } from './features/procedures/definitions.ts';
import { publishProcedures } from './features/procedures/versions/publish-procedures.ts';
import { crontab, jobHandlers } from './jobs.ts';
import { createPool } from './platform/database.ts';
import { startJobs } from './platform/job-runner/job-runner.ts';
import { createServer } from './server.ts';

// An import statement evaluates all that a module of Node exports, here also the WebSocket client, which costs 20 ms
// and 10 MiB.
const { createServer: createHttpServer } = process.getBuiltinModule('node:http');

const DRAIN_MS = 25_000;

export type Serving = { port: number; app: App; stop(): Promise<void> };
type ServeOptions = {
  databaseUrl: string;
  sessionSecrets: readonly string[];
  outside?: Partial<Pick<App, 'clock' | 'mailer' | 'log'>>;
};

/**
 * Starts one process, which serves pages and runs jobs. `stop` lets requests under way finish within 25 s, and the jobs
 * under way end.
 */
export async function serve(config: Config, { databaseUrl, sessionSecrets, outside }: ServeOptions): Promise<Serving> {
  const app = await buildApp(config, { databaseUrl, sessionSecrets }, outside);
  const sessionPool = createPool({ url: databaseUrl, max: 4, log: app.log, planOnce: true, use: 'sessions' });
  const jobPool = createPool({ url: databaseUrl, max: 4, log: app.log, use: 'jobs' });
  const procedures = await publishProcedures(app, loadDefinitions());
  const devRoutes = config.development ? (await import('./dev/routes.ts')).devRoutes(app) : null;
  const http = createHttpServer(
    { headersTimeout: 15_000, requestTimeout: 30_000, maxHeaderSize: 16_384 },
    createServer(app, { sessionPool, sessionSecrets, procedures, devRoutes }),
  );
  await listen(http, config);
  const jobs = await startJobs({
    pool: jobPool,
    handlers: jobHandlers(app),
    crontab,
    log: app.log,
  });
  app.state.jobs = jobs;
  return {
    port: (http.address() as AddressInfo).port,
    app,
    async stop() {
      await drain(http);
      await jobs.stop();
      app.mailer.close();
      await Promise.all([app.db.end(), sessionPool.end(), jobPool.end()]);
    },
  };
}

function listen(http: Server, { port, host }: Pick<Config, 'port' | 'host'>): Promise<void> {
  return new Promise((done, fail) => {
    http.once('error', fail);
    http.listen({ port, ...(host === null ? {} : { host }) }, done);
  });
}

/** Accepts no new request and closes idle connections. Requests under way have 25 s, then they are cut. */
async function drain(http: Server): Promise<void> {
  const closed = new Promise<void>((done) => http.close(() => done()));
  http.closeIdleConnections();
  const late = new AbortController();
  const deadline = wait(DRAIN_MS, undefined, { signal: late.signal }).then(
    () => http.closeAllConnections(),
    () => {},
  );
  await Promise.race([closed, deadline]);
  late.abort();
}
