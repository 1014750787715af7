import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { readWordmark } from '../../commune/read-wordmark.ts';

/** Sends a logo that an administrator looks at before it is set, or an earlier one. */
export const storedWordmarkPage = (app: Pick<App, 'storage'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { bytes } = await readWordmark(app, String(req.params['sha256']));
    res.setHeader('Cache-Control', 'private, no-store');
    res.type('png').send(bytes);
  },
});
