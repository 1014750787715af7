import type { App } from '../../../app.ts';
import { digestOf } from '../../../platform/sealing.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { findAttemptByState } from '../attempts.repository.ts';

/** Returns the page from which this browser set out, for somebody whose session ended on the way. Only it knows the state. */
export async function nextOfState({ db }: Pick<App, 'db'>, state: string | null): Promise<OwnPath | null> {
  const attempt = state === null ? null : await findAttemptByState(db, digestOf(state));
  return attempt?.next ?? null;
}
