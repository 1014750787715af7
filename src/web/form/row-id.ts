import { z } from 'zod';
import { NotFound } from '../../domain/not-found.ts';

/** The id of a row. It is built once, as to build a schema takes longer than to use it. */
export const RowId = z.uuid();

/** Returns the id that an address names. Throws NotFound when no row can have it. */
export function rowIdIn(asked: unknown): string {
  const id = RowId.safeParse(asked);
  if (!id.success) throw new NotFound();
  return id.data;
}
