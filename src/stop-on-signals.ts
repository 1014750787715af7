import { describeError, type Log } from './platform/log.ts';

type StopOptions = {
  log: Log;
  stop(): Promise<void>;
  /** A stop that takes longer is taken for hanging, and the process ends all the same. */
  patienceMs: number;
  /**
   * True for a web process, which the first process stops; a signal to the whole process group reaches it a second
   * time.
   */
  onlyOnce: boolean;
};

/**
 * Stops in order at the first signal, or after an error that nothing caught. A second signal ends the process at once,
 * and so does a stop that hangs.
 */
export function stopOnSignals({ log, stop, patienceMs, onlyOnce }: StopOptions): void {
  let stopping = false;
  const end = (code: number) => {
    stopping = true;
    setTimeout(() => {
      log.fatal({}, 'the stop took too long');
      process.exit(1);
    }, patienceMs).unref();
    stop().then(
      () => process.exit(code),
      (error: unknown) => {
        log.fatal({ error: describeError(error) }, 'not stopped cleanly');
        process.exit(1);
      },
    );
  };
  const told = () => {
    if (!stopping) return end(0);
    if (!onlyOnce) process.exit(1);
  };
  process.on('SIGTERM', told);
  process.on('SIGINT', told);
  const accident = (error: unknown) => {
    log.fatal({ error: describeError(error) }, 'error nobody caught');
    if (stopping) process.exit(1);
    end(1);
  };
  process.on('uncaughtException', accident);
  process.on('unhandledRejection', accident);
}
