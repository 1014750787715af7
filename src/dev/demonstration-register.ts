import path from 'node:path';
import { openExtract } from '../features/register/extract-files.ts';
import { importRegister } from '../features/register/import-register.ts';
import { findLastExtract } from '../features/register/register.repository.ts';
import type { Database } from '../platform/database.ts';
import { silentProgress } from '../platform/files/progress.ts';

const SAMPLE = path.resolve(import.meta.dirname, 'kbo-sample/full');

/**
 * Imports the fictitious sample of the KBO register, so that the wizard can propose names. It does nothing when a
 * register was already imported.
 */
export async function loadDemonstrationRegister(db: Database): Promise<void> {
  if ((await findLastExtract(db)) !== null) return;
  const files = await openExtract(SAMPLE);
  try {
    await importRegister({ db, files, progress: silentProgress });
  } finally {
    files.close();
  }
}
