const REDRAW_MS = 100;
const BAR = 20;

export type Screen = { isTTY?: boolean; columns?: number; write(text: string): unknown };
/** `done` has the unit of the step's total, such as bytes. */
export type Advance = { done: number; rows: number };
export type ProgressStep = { advance(to: Advance): void; end(): void };
export type Progress = { step(name: string, total: number): ProgressStep };

export const silentProgress: Progress = { step: () => ({ advance() {}, end() {} }) };

/**
 * Shows a bar redrawn ten times a second on a terminal; elsewhere it writes one line when a step ends. `now` tells
 * milliseconds.
 */
export function createProgress(screen: Screen, now = () => performance.now()): Progress {
  return {
    step(name, total) {
      const begun = now();
      let last: Advance = { done: 0, rows: 0 };
      let drawn = begun;
      const say = (share: number) => describe({ name, share, rows: last.rows, ms: now() - begun });
      return {
        advance(to) {
          last = to;
          if (screen.isTTY !== true || now() - drawn < REDRAW_MS) return;
          drawn = now();
          const share = total === 0 ? 1 : Math.min(1, last.done / total);
          screen.write(`\r\u001b[K${say(share).slice(0, (screen.columns ?? 80) - 1)}`);
        },
        end() {
          screen.write(`${screen.isTTY === true ? '\r\u001b[K' : ''}${say(1)}\n`);
        },
      };
    },
  };
}

type State = { name: string; share: number; rows: number; ms: number };

function describe({ name, share, rows, ms }: State): string {
  const full = Math.round(share * BAR);
  const bar = '█'.repeat(full) + '░'.repeat(BAR - full);
  const percent = `${Math.floor(share * 100)}`.padStart(3);
  const pace = rows === 0 ? '' : `  ${count(rows)} rows  ${count(Math.round((rows * 1_000) / Math.max(ms, 1)))} rows/s`;
  return `${name.padEnd(24)} ${percent} % ${bar}${pace}  ${(ms / 1_000).toFixed(1)} s`;
}

const count = (value: number) => value.toLocaleString('en').replaceAll(',', ' ');
