import type { Dimension, OpenNow } from '../../submissions/figures/figures.repository.ts';

type Waiting = { open: number; overdue: number };

/** Sums what waits now by démarche or by department. Null for other dimensions, by which it is not counted. */
export function openBy(by: Dimension, rows: readonly OpenNow[]): ReadonlyMap<string, Waiting> | null {
  if (by !== 'slug' && by !== 'department') return null;
  const sums = new Map<string, Waiting>();
  for (const row of rows) {
    const before = sums.get(row[by]) ?? { open: 0, overdue: 0 };
    sums.set(row[by], { open: before.open + row.open, overdue: before.overdue + row.overdue });
  }
  return sums;
}
