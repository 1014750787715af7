import { type Logger, pino } from 'pino';
import { LineBatches } from './files/line-batches.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

const WARN = 40;
const STANDARD_OUTPUT = 1;
const lines = new LineBatches(STANDARD_OUTPUT, (count) => {
  return `${JSON.stringify({ level: WARN, time: new Date().toISOString(), count, msg: 'log lines lost' })}\n`;
});
// Nothing that was logged is lost when the process ends, unless it is killed.
process.on('exit', () => lines.end());

/** Returns how many lines the disk or the reader of the log did not take since the process began. */
export const lostLogLines = (): number => lines.lostInAll();

/**
 * Writes warnings and errors at once, so that the log of a killed process tells why; other lines wait to be written
 * together.
 */
const stream = {
  [pino.symbols.needsMetadataGsym]: true,
  lastLevel: 0,
  write(line: string): void {
    lines.add(line);
    if (this.lastLevel >= WARN) lines.flush();
  },
};

/**
 * Creates a logger that writes JSON lines to standard output, with times in UTC. Callers pass an object of known fields
 * first: never a request body, and never text typed by a user as the format.
 */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream);
}

/**
 * Returns what may be logged of an error. Its `cause`, `detail`, `body` and parameters are left out, as they may hold
 * what a citizen typed.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: 'NonError', message: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  return { name: error.name, message: error.message.slice(0, 500), code, stack: error.stack?.split('\n').slice(1, 12) };
}
