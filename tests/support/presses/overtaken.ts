import type pg from 'pg';
import type { TestPortal } from '../portal.ts';
import { meetingStatements } from '../statements.ts';
import { until } from '../until.ts';

type Presses<First, Second> = { first: () => Promise<First>; second: () => Promise<Second> };
/** The results of both presses. `waited` is true where the first had to wait for a lock that the second held. */
export type Overtaken<First, Second> = { first: First; second: Second; waited: boolean };

/**
 * Runs `second`, and before its statement with that number, the first being 1, runs `first` to its end, or until it waits
 * for a lock that `second` holds. Returns null where `second` ends with fewer statements than that. The statements of the
 * jobs are not counted.
 */
export async function overtakeAt<First, Second>(
  { app }: Pick<TestPortal, 'app'>,
  at: number,
  { first, second }: Presses<First, Second>,
): Promise<Overtaken<First, Second> | null> {
  let sent = 0;
  let begun: Promise<First> | null = null;
  let waited = false;
  const before = async (): Promise<void> => {
    sent += 1;
    if (sent !== at) return;
    begun = first();
    waited = await endedOrWaiting(app.db.pool, begun);
  };
  const result = await meetingStatements(before, second);
  return begun === null ? null : { first: await begun, second: result, waited };
}

/**
 * Runs two presses of the same form over and over, each time on one that `prepare` makes anew: the first press comes
 * before each statement of the second in turn, until it would have to wait for the second, or the second has no more.
 */
export async function eachOvertaking<Ready, Answer>(
  portal: Pick<TestPortal, 'app'>,
  { prepare, press }: { prepare: () => Promise<Ready>; press: (ready: Ready) => Promise<Answer> },
  judge: (overtaken: Overtaken<Answer, Answer>, met: { at: number; ready: Ready }) => Promise<void>,
): Promise<void> {
  for (let at = 1; ; at += 1) {
    const ready = await prepare();
    const overtaken = await overtakeAt(portal, at, { first: () => press(ready), second: () => press(ready) });
    if (overtaken === null) return;
    await judge(overtaken, { at, ready });
    if (overtaken.waited) return;
  }
}

async function endedOrWaiting(pool: pg.Pool, work: Promise<unknown>): Promise<boolean> {
  let [ended, waiting] = [false, false];
  const end = () => {
    ended = true;
  };
  work.then(end, end);
  await until(async () => {
    waiting = !ended && (await isWaiting(pool));
    return ended || waiting;
  }, 'the first press to end, or to wait for a lock');
  return waiting;
}

async function isWaiting(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query(
    "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as waits",
  );
  return rows[0].waits;
}
