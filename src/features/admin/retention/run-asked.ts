import { z } from 'zod';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { findRetentionRun, type RetentionRun } from './retention-runs.repository.ts';

/** Returns the run with the id that an address asks for. Throws NotFound where there is none. */
export async function runAsked({ db }: Pick<App, 'db'>, asked: unknown): Promise<RetentionRun> {
  const id = z.uuid().safeParse(asked);
  const run = id.success ? await findRetentionRun(db, id.data) : null;
  if (run === null) throw new NotFound();
  return run;
}
