import type { Request, Response } from 'express';
import type { App } from '../../app.ts';
import { NotFound } from '../../domain/not-found.ts';
import { FOR_EVER } from '../../web/pipeline/static-files.ts';
import { readWordmark, type StoredWordmark } from './read-wordmark.ts';

/**
 * Serves the logo of the commune from memory, and no other. Where a page of another process names one that this process
 * does not know yet, it looks once at what was set: those who ask meanwhile wait for the same look.
 */
export const wordmarkPage = (app: Pick<App, 'commune' | 'state' | 'storage'>) => {
  const current = () => app.commune.settings.wordmark?.sha256;
  let known: { sha256: string; read: Promise<StoredWordmark> } | null = null;
  let looking: Promise<void> | undefined;

  const look = () => {
    looking ??= app.state.settings?.check().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  const read = (sha256: string) => {
    if (known?.sha256 === sha256) return known.read;
    const asked = { sha256, read: readWordmark(app, sha256) };
    known = asked;
    // What the storage could not give now is asked for again.
    asked.read.catch(() => {
      if (known === asked) known = null;
    });
    return asked.read;
  };

  return {
    async get(req: Request, res: Response): Promise<void> {
      const { sha256 } = req.params;
      if (sha256 !== current()) await look();
      if (typeof sha256 !== 'string' || sha256 !== current()) throw new NotFound();
      const { bytes } = await read(sha256);
      res.setHeader('Cache-Control', FOR_EVER);
      res.type('png').send(bytes);
    },
  };
};
