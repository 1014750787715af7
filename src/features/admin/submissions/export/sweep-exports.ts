import type { App } from '../../../../app.ts';
import { deleteExport, listOldExports } from './exports.repository.ts';

const AT_ONCE = 100;

/** Deletes the files whose day is over: first the content, so that a crash leaves a row to go on from. */
export async function sweepExports({ db, storage }: Pick<App, 'db' | 'storage'>): Promise<void> {
  for (const { id } of await listOldExports(db, AT_ONCE)) {
    await storage.remove(id);
    await db.transaction((tx) => deleteExport(tx, id));
  }
}
