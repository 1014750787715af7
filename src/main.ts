import type { Cluster } from 'node:cluster';
import { type Config, ConfigError, readConfig } from './config.ts';
import type { FasConfig } from './config-fas.ts';
import { createLog, describeError, type Log } from './platform/log.ts';
import { startFaultInWords } from './start-faults.ts';
import { stopOnSignals } from './stop-on-signals.ts';
import { SERVING, startWebProcesses, WebProcessNotStarted } from './web-processes.ts';

type Stop = () => Promise<void>;

/**
 * The first process prepares the database and, unless there are several processes, serves; the others only serve.
 * Returns what stops it.
 */
async function start(config: Config, { log, cluster }: { log: Log; cluster: Cluster | null }): Promise<Stop> {
  if (cluster?.isWorker) {
    const { databaseUrl, sessionSecrets } = config;
    if (databaseUrl === null || sessionSecrets === null) throw new ConfigError('a web process was started by hand');
    const { stop } = await serveHere(config, { databaseUrl, sessionSecrets });
    process.send?.(SERVING);
    return stop;
  }
  await checkMailServer(config, log);
  const { prepare } = await import('./prepare.ts');
  const prepared = await prepare(config, log);
  const serving =
    cluster === null
      ? await serveHere(config, prepared)
      : await startWebProcesses(cluster, log, { ...prepared, count: config.webProcesses, port: config.port });
  const fas = config.fas?.development ? await startOwnFas(config.fas, log) : null;
  if (config.development) {
    const { welcome } = await import('./dev/welcome.ts');
    await welcome(config, prepared);
  }
  return async () => {
    if (fas !== null) await fas.stop();
    await serving.stop();
    await prepared.stopDatabase();
  };
}

/** Starts the FAS of development beside the portal, which goes on without it when its port is taken. */
async function startOwnFas(fas: FasConfig, log: Log): Promise<{ stop: Stop } | null> {
  const { startDevelopmentFas } = await import('./dev/fas/development-fas.ts');
  try {
    return await startDevelopmentFas(fas);
  } catch (error) {
    log.warn({ error: describeError(error), issuer: fas.issuer }, 'the FAS of development did not start');
    return null;
  }
}

/** A wrong setting stops the start. A mail server that is away does not: mails wait for it. */
async function checkMailServer({ smtpUrl: url, smtpTls: tls }: Config, log: Log) {
  if (url === null) return;
  const { isMailServerReady } = await import('./platform/mail/mailer.ts');
  const ready = await isMailServerReady({ url, tls });
  if (!ready) log.warn({}, 'SMTP_URL: the mail server does not answer; mails wait until it does');
}

type Settled = { databaseUrl: string; sessionSecrets: readonly string[] };

/** Imports the server only in a process that serves: the first of several processes needs none of it. */
async function serveHere(config: Config, settled: Settled) {
  const { serve } = await import('./serve.ts');
  return serve(config, settled);
}

/** The 25 s of the pages and the 60 s of the jobs, and a little more. */
const STOP_PATIENCE_MS = 95_000;
let config: Config | null = null;
// What cannot be written for want of room or of a reader must not end the portal; lost lines of the log are counted.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
try {
  config = readConfig();
  const log = createLog(config.logLevel);
  const cluster = config.webProcesses > 1 ? (await import('node:cluster')).default : null;
  let stop: Stop = async () => {};
  const patienceMs = config.stopDelaySeconds * 1_000 + STOP_PATIENCE_MS;
  stopOnSignals({ log, stop: () => stop(), patienceMs, onlyOnce: cluster?.isWorker ?? false });
  stop = await start(config, { log, cluster });
} catch (error) {
  // A web process says itself why it did not start.
  if (!(error instanceof WebProcessNotStarted)) process.stderr.write(`${startFaultInWords(error, config)}\n`);
  process.exit(1);
}
