import { setTimeout as wait } from 'node:timers/promises';
import type { App } from './app.ts';
import { buildApp } from './build-app.ts';
import type { Config } from './config.ts';
import { followCommune } from './features/commune/follow-commune.ts';
import type { Definition } from './features/procedures/definition/definition.ts';
import { loadDefinitions } from './features/procedures/definitions.ts';
import { publishProcedures } from './features/procedures/versions/publish-procedures.ts';
import { CRONTAB, jobHandlers } from './jobs.ts';
import { Database } from './platform/database.ts';
import { startJobs } from './platform/job-runner/job-runner.ts';
import { createPool } from './platform/postgres/pool.ts';
import { Watch } from './platform/postgres/watch.ts';
import { createServer } from './server.ts';
import { watchSettings } from './watch-settings.ts';
import { BODY_TIME, type BodyTime } from './web/listener/body-time.ts';
import { HEADER_TIME, startListener } from './web/listener/listener.ts';

/** Within how long every process follows what an administrator has set. */
const SETTINGS_EVERY_MS = 2_000;

export type Serving = { port: number; app: App; stop(): Promise<void> };
type ServeOptions = {
  databaseUrl: string;
  sessionSecrets: readonly string[];
  /** The démarches; those of src/features/procedures/definitions unless a test gives others. */
  definitions?: readonly Definition[];
  /** When regular work begins; that of src/jobs.ts unless a test asks for it itself. */
  crontab?: string;
  /** How long a body may take, where a test does not wait as long as the portal does. */
  bodyTime?: BodyTime;
  outside?: Partial<Pick<App, 'clock' | 'mailer' | 'log' | 'passwords'>>;
};

/**
 * Starts one process, which serves pages and runs jobs. `stop` first waits for `STOP_DELAY_SECONDS`, while every request
 * is still answered and the proxy learns to send no more. Then requests under way have 25 s to finish, and jobs end.
 */
export async function serve(
  config: Config,
  { databaseUrl, sessionSecrets, outside, definitions = loadDefinitions(), ...given }: ServeOptions,
): Promise<Serving> {
  const { bodyTime = BODY_TIME, crontab = CRONTAB } = given;
  const app = await buildApp(config, { databaseUrl, sessionSecrets }, outside);
  const sessions = { url: databaseUrl, log: app.log, planOnce: true, use: 'sessions' } as const;
  // Apart, so that those who wait to be read, because a table is locked, keep nobody from signing in.
  const sessionPools = { read: createPool({ ...sessions, max: 3 }), write: createPool({ ...sessions, max: 2 }) };
  const jobPool = createPool({ url: databaseUrl, max: 4, log: app.log, use: 'jobs' });
  await followCommune(app);
  const procedures = await publishProcedures(app, definitions);
  const devRoutes = config.development ? (await import('./dev/routes.ts')).devRoutes(app) : null;
  const { pages, headers } = createServer(app, { sessionPools, sessionSecrets, procedures, devRoutes });
  const times = { headerTime: HEADER_TIME, bodyTime };
  const listener = await startListener(pages, { ...config, ...times, headers, texts: app.texts });
  const jobs = await startJobs({ pool: jobPool, handlers: jobHandlers(app, procedures), crontab, log: app.log });
  app.state.jobs = jobs;
  const settings = new Watch(watchSettings({ ...app, db: new Database(jobPool) }, procedures), app.log);
  app.state.settings = settings;
  settings.start(SETTINGS_EVERY_MS);
  return {
    port: listener.port,
    app,
    async stop() {
      app.state.stopping = true;
      await wait(config.stopDelaySeconds * 1_000);
      await listener.drain();
      await Promise.all([jobs.stop(), settings.stop()]);
      app.mailer.close();
      await Promise.all([app.db.end(), sessionPools.read.end(), sessionPools.write.end(), jobPool.end()]);
    },
  };
}
