import type { Cluster, Worker } from 'node:cluster';
import { environmentForWorkers } from './config.ts';
import type { Log } from './platform/log.ts';

type Options = { databaseUrl: string; sessionSecrets: readonly string[]; count: number; port: number };

/** What a web process tells the first one once it serves pages and runs jobs. */
export const SERVING = 'serving';

/** A web process ended before it served. It has said why itself. */
export class WebProcessNotStarted extends Error {}

/**
 * Starts the web processes and replaces one that ends, after a second, so that what ends it does not use up the
 * machine. Throws WebProcessNotStarted when the first of them cannot serve: what stops one stops all, and for good.
 */
export async function startWebProcesses(cluster: Cluster, log: Log, { count: wanted, ...settled }: Options) {
  const environment = environmentForWorkers(settled);
  const fork = () => cluster.fork(environment);
  await servingOf(fork());
  for (let count = 1; count < wanted; count += 1) fork();
  let stopping = false;
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

/** Resolves when the process says that it serves. It listens earlier, and may still end where its jobs cannot start. */
function servingOf(worker: Worker): Promise<void> {
  return new Promise((done, fail) => {
    worker.on('message', (message) => {
      if (message === SERVING) done();
    });
    worker.once('exit', () => fail(new WebProcessNotStarted('a web process ended at its start')));
  });
}
