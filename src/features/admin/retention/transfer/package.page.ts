import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { App } from '../../../../app.ts';
import { staffActor } from '../../../staff/signed-in-staff.ts';
import { runAsked } from '../run-asked.ts';
import { notePackageTaken } from './note-package-taken.ts';
import { openPackage } from './open-package.ts';

/** Sends the package to an administrator, as often as they ask until the archives have answered. */
export const packagePage = (app: Pick<App, 'db' | 'storage'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { id } = await runAsked(app, req.params['run']);
    const { slug, bytes, content } = await openPackage(app, { run: id, by: staffActor(res) });
    res.attachment(`archives-${slug}-${id}.zip`).type('application/zip');
    res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    res.setHeader('Cache-Control', 'private, no-store');
    res.setHeader('Content-Length', bytes);
    const noteTaken = () => notePackageTaken(app, id);
    await pipeline(content, (chunks) => withNoteBeforeEnd(chunks, noteTaken), res);
  },
});

/**
 * Notes the download just before the last chunk: an interrupted download is not noted, as the archives cannot have
 * received it, and whoever has received everything finds the next page up to date.
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
