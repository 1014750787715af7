import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { App } from '../../../../app.ts';
import { NotFound } from '../../../../domain/not-found.ts';
import { insertAuditEvent } from '../../../audit/audit-events.repository.ts';
import { staffActor } from '../../../staff/signed-in-staff.ts';
import { runAsked } from '../run-asked.ts';
import { updateRunDownloaded } from './transfers.repository.ts';

/** Hands the package for the archives to an administrator, as often as one asks until they have answered. */
export const packagePage = (app: Pick<App, 'db' | 'storage'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { id } = await runAsked(app, req.params['run']);
    const { id: staffMemberId, network } = staffActor(res);
    const { key, slug, bytes } = await app.db.transaction(async (tx) => {
      const found = await updateRunDownloaded(tx, id);
      if (found === null) throw new NotFound();
      const details = { run: id, slug: found.slug, sha256: found.sha256 };
      await insertAuditEvent(tx, { name: 'retention-downloaded', staffMemberId, network, details });
      return found;
    });
    const content = await app.storage.open(key);
    res.attachment(`archives-${slug}-${id}.zip`).type('application/zip');
    res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    res.setHeader('Cache-Control', 'private, no-store');
    res.setHeader('Content-Length', bytes);
    await pipeline(content, res);
  },
});
