import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { rowIdIn } from '../../../web/form/row-id.ts';
import { findRetentionRun, type RetentionRun } from './retention-runs.repository.ts';

/** Returns the run with the id that an address asks for. Throws NotFound where there is none. */
export async function runAsked({ db }: Pick<App, 'db'>, asked: unknown): Promise<RetentionRun> {
  const run = await findRetentionRun(db, rowIdIn(asked));
  if (run === null) throw new NotFound();
  return run;
}
