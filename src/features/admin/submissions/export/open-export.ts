import type { Readable } from 'node:stream';
import type { App } from '../../../../app.ts';
import { NotFound } from '../../../../domain/not-found.ts';
import type { Db } from '../../../../platform/database.ts';
import type { StaffActor } from '../../../staff/signed-in-staff.ts';
import { staffFileOpening } from '../../../staff/staff-opening.ts';
import { findOwnExport, type LongExport } from './exports.repository.ts';

type Asked = { id: string; by: StaffActor };

/**
 * Opens the file of a long list, and writes to the audit log that somebody takes it away. Throws NotFound for one of
 * somebody else, one that is not ready, and one whose day is over.
 */
export async function openExport(
  app: Pick<App, 'db' | 'storage'>,
  { id, by }: Asked,
): Promise<LongExport & { content: Readable }> {
  await findReady(app.db, { id, by });
  const content = await app.storage.open(id);
  const found = await staffFileOpening(app, by, {
    content,
    find: (tx) => findReady(tx, { id, by }),
    event: ({ rowsWritten: rows }) => ({ name: 'submissions-export-downloaded', details: { export: id, rows } }),
  });
  return { ...found, content };
}

async function findReady(db: Db, { id, by }: Asked): Promise<LongExport> {
  const found = await findOwnExport(db, { id, agentId: by.id });
  if (found?.status !== 'ready') throw new NotFound();
  return found;
}
