import type { Database } from '../../../platform/database.ts';
import { insertMaintenanceRun, type MaintenanceKind } from './maintenance-runs.repository.ts';

type Counted = { rows: number; documents: number };

/** Does the work and writes down how it ended, so that the administrators see it. What the work throws is thrown on. */
export async function recordRun<Result extends Counted>(
  db: Database,
  kind: MaintenanceKind,
  work: () => Promise<Result>,
): Promise<Result & { seconds: number }> {
  const began = performance.now();
  const write = (saved: Counted | null) => {
    const seconds = (performance.now() - began) / 1_000;
    return db.transaction((tx) => insertMaintenanceRun(tx, { kind, seconds, saved }));
  };
  try {
    const result = await work();
    await write(result);
    return { ...result, seconds: (performance.now() - began) / 1_000 };
  } catch (error) {
    await write(null);
    throw error;
  }
}
