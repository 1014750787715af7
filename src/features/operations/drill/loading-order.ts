import type { CopiedTable } from '../tables.repository.ts';

type Table = Pick<CopiedTable, 'name' | 'needs'>;

/**
 * Returns the tables with those that each one refers to before it, so that rows can be loaded. Throws an Error when tables
 * refer to one another in a circle.
 */
export function inLoadingOrder<One extends Table>(tables: readonly One[]): One[] {
  const ordered: One[] = [];
  let waiting = [...tables];
  const isLoaded = (name: string) => !waiting.some((table) => table.name === name);
  while (waiting.length > 0) {
    const ready = waiting.filter(({ needs }) => needs.every(isLoaded));
    if (ready.length === 0) throw new Error(`in a circle: ${waiting.map(({ name }) => name).join(', ')}`);
    ordered.push(...ready);
    waiting = waiting.filter((table) => !ready.includes(table));
  }
  return ordered;
}
