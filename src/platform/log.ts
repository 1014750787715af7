import { type Logger, pino } from 'pino';
import { LineBatches } from './line-batches.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

const WARN = 40;
const STANDARD_OUTPUT = 1;
const lines = new LineBatches(STANDARD_OUTPUT, (count) => {
  return `${JSON.stringify({ level: WARN, time: new Date().toISOString(), count, msg: 'log lines lost' })}\n`;
});
// However the process ends, short of a kill that nothing outlives: nothing said is lost.
process.on('exit', () => lines.end());

/** What went wrong is written at once, so that a process that is killed has said why; the rest a few lines at a time. */
const stream = {
  [pino.symbols.needsMetadataGsym]: true,
  lastLevel: 0,
  write(line: string): void {
    lines.add(line);
    if (this.lastLevel >= WARN) lines.flush();
  },
};

/** JSON lines on standard output, in UTC. Call with an object of known fields first: never a request body, never user text as format. */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream);
}

/** What may be logged of an error: never its `cause`, `detail`, `body` or parameters, which may hold what a citizen typed. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: 'NonError', message: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  return { name: error.name, message: error.message.slice(0, 500), code, stack: error.stack?.split('\n').slice(1, 12) };
}
