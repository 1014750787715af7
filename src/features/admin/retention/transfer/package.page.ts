import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { App } from '../../../../app.ts';
import { NotFound } from '../../../../domain/not-found.ts';
import { insertAuditEvent } from '../../../audit/audit-events.repository.ts';
import { type StaffActor, staffActor } from '../../../staff/signed-in-staff.ts';
import { runAsked } from '../run-asked.ts';
import { findPackage, lockPackedRun, updateRunDownloaded } from './transfers.repository.ts';

/** Hands the package for the archives to an administrator, as often as one asks until they have answered. */
export const packagePage = (app: Pick<App, 'db' | 'storage'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { id } = await runAsked(app, req.params['run']);
    const found = await findPackage(app.db, id);
    if (found === null) throw new NotFound();
    const { key, slug, bytes, sha256 } = found;
    const content = await app.storage.open(key);
    await noteOpened(app, { run: id, slug, sha256 }, staffActor(res)).catch((error: unknown) => {
      content.destroy();
      throw error;
    });
    res.attachment(`archives-${slug}-${id}.zip`).type('application/zip');
    res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    res.setHeader('Cache-Control', 'private, no-store');
    res.setHeader('Content-Length', bytes);
    const noteTaken = () => app.db.transaction((tx) => updateRunDownloaded(tx, id));
    await pipeline(content, (chunks) => withNoteBeforeEnd(chunks, noteTaken), res);
  },
});

/**
 * What was cut on its way nobody has taken: the archives cannot have received it. The note is there before the last chunk
 * leaves, so that whoever has it all finds the next page as it should be.
 */
async function* withNoteBeforeEnd(chunks: AsyncIterable<Buffer>, note: () => Promise<void>): AsyncGenerator<Buffer> {
  let held: Buffer | null = null;
  for await (const chunk of chunks) {
    if (held !== null) yield held;
    held = chunk;
  }
  await note();
  if (held !== null) yield held;
}

type Opened = { run: string; slug: string; sha256: string };

/** Written down before the first byte leaves. Throws NotFound once the archives have answered. */
function noteOpened(
  { db }: Pick<App, 'db'>,
  opened: Opened,
  { id: staffMemberId, network }: StaffActor,
): Promise<void> {
  return db.transaction(async (tx) => {
    if (!(await lockPackedRun(tx, opened.run))) throw new NotFound();
    await insertAuditEvent(tx, { name: 'retention-downloaded', staffMemberId, network, details: opened });
  });
}
