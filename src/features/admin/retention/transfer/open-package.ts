import type { Readable } from 'node:stream';
import type { App } from '../../../../app.ts';
import { NotFound } from '../../../../domain/not-found.ts';
import type { StaffActor } from '../../../staff/signed-in-staff.ts';
import { staffFileOpening } from '../../../staff/staff-opening.ts';
import { findPackage, lockPackedRun } from './transfers.repository.ts';

/** `bytes` is the length of the content. */
export type OpenedPackage = { slug: string; bytes: number; content: Readable };

/**
 * Opens the package of a run for the archives, and writes to the audit log who opened it before the first byte leaves.
 * Throws NotFound while there is none, and once the archives have answered.
 */
export async function openPackage(
  app: Pick<App, 'db' | 'storage'>,
  { run, by }: { run: string; by: StaffActor },
): Promise<OpenedPackage> {
  const found = await findPackage(app.db, run);
  if (found === null) throw new NotFound();
  const { key, slug, bytes, sha256 } = found;
  const content = await app.storage.open(key);
  await staffFileOpening(app, by, {
    content,
    find: async (tx) => ((await lockPackedRun(tx, run)) ? found : null),
    event: () => ({ name: 'retention-downloaded', details: { run, slug, sha256 } }),
  });
  return { slug, bytes, content };
}
