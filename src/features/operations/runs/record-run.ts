import type { Database } from '../../../platform/database.ts';
import { insertMaintenanceRun, type MaintenanceKind } from './maintenance-runs.repository.ts';

type Counted = { rows: number; documents: number };

/** Runs `work` and records how it ended, so that the administrators see it. Rethrows what `work` throws. */
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
