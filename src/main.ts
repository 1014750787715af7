import type { Cluster } from 'node:cluster';
import { type Config, ConfigError, environmentForWorkers, readConfig } from './config.ts';
import { createLog, describeError, type Log } from './platform/log.ts';

/**
 * The first process prepares the database and, unless there are several processes, serves; the others only serve.
 * Returns what stops it.
 */
async function start(config: Config, log: Log): Promise<() => Promise<void>> {
  const cluster = config.webProcesses > 1 ? (await import('node:cluster')).default : null;
  if (cluster?.isWorker) {
    const { databaseUrl, sessionSecrets } = config;
    if (databaseUrl === null || sessionSecrets === null) throw new ConfigError('a web process was started by hand');
    return (await serveHere(config, { databaseUrl, sessionSecrets })).stop;
  }
  const { prepare } = await import('./prepare.ts');
  const prepared = await prepare(config, log);
  const serving =
    cluster === null
      ? await serveHere(config, prepared)
      : forkWebProcesses(cluster, log, { ...prepared, count: config.webProcesses, port: config.port });
  if (config.development) {
    const { welcome } = await import('./dev/welcome.ts');
    await welcome(config, prepared);
  }
  return async () => {
    await serving.stop();
    await prepared.stopDatabase();
  };
}

type Settled = { databaseUrl: string; sessionSecrets: readonly string[] };

/** Imports the server only in a process that serves: the first of several processes needs none of it. */
async function serveHere(config: Config, settled: Settled) {
  const { serve } = await import('./serve.ts');
  return serve(config, settled);
}

type WebProcesses = Settled & { count: number; port: number };

/**
 * Starts the web processes and replaces one that ends, after a second, so that a fault at start does not use up the
 * machine.
 */
function forkWebProcesses(cluster: Cluster, log: Log, { count: wanted, ...settled }: WebProcesses) {
  const environment = environmentForWorkers(settled);
  let stopping = false;
  const fork = () => cluster.fork(environment);
  for (let count = 0; count < wanted; count += 1) fork();
  cluster.on('exit', (_worker, code) => {
    if (stopping) return;
    log.error({ code }, 'web process ended');
    setTimeout(fork, 1_000);
  });
  return {
    async stop() {
      stopping = true;
      const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
      const ended = workers.map((worker) => new Promise<void>((done) => worker.once('exit', () => done())));
      for (const worker of workers) worker.kill('SIGTERM');
      await Promise.all(ended);
    },
  };
}

/** Stops in order at the first signal, or at an error that nothing caught. A second one ends the process at once. */
function stopOnSignals(log: Log, stop: () => Promise<void>): void {
  let stopping = false;
  const end = (code: number) => {
    if (stopping) process.exit(1);
    stopping = true;
    stop().then(
      () => process.exit(code),
      (error: unknown) => {
        log.fatal({ error: describeError(error) }, 'not stopped cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => end(0));
  process.on('SIGINT', () => end(0));
  const accident = (error: unknown) => {
    log.fatal({ error: describeError(error) }, 'error nobody caught');
    end(1);
  };
  process.on('uncaughtException', accident);
  process.on('unhandledRejection', accident);
}

try {
  const config = readConfig();
  const log = createLog(config.logLevel);
  let stop = async () => {};
  stopOnSignals(log, () => stop());
  stop = await start(config, log);
} catch (error) {
  if (error instanceof ConfigError) process.stderr.write(`The configuration is not right:\n${error.message}\n`);
  else process.stderr.write(`The portal did not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
