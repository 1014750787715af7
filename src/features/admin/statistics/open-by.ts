import type { Dimension, OpenNow } from '../../submissions/figures/figures.repository.ts';

type Waiting = { open: number; overdue: number };

/**
 * Sums the open requests by démarche or by department. Returns null for other dimensions, by which they are not
 * counted.
 */
export function openBy(by: Dimension, rows: readonly OpenNow[]): ReadonlyMap<string, Waiting> | null {
  if (by !== 'slug' && by !== 'department') return null;
  const sums = new Map<string, Waiting>();
  for (const row of rows) {
    const before = sums.get(row[by]) ?? { open: 0, overdue: 0 };
    sums.set(row[by], { open: before.open + row.open, overdue: before.overdue + row.overdue });
  }
  return sums;
}
