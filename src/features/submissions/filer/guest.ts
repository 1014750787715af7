import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { cookiesOf } from '../../../web/page/locals.ts';

declare module '../../../platform/sealing.ts' {
  interface SealPurposes {
    guest: true;
  }
}

const LIFE_SECONDS = 4 * 60 * 60;
const Guest = z.strictObject({ id: z.uuid() });

/**
 * Returns the id of somebody without an account, from the cookie of this browser; null without one. The cookie is sealed,
 * and lives four hours: whoever sits down at a shared computer the next day finds nothing.
 */
export function guestOf(app: Pick<App, 'sealing'>, req: Request, res: Response): string | null {
  const kept = cookiesOf(res).read(req, 'guest');
  return kept === null ? null : (app.sealing.unseal('guest', Guest, kept)?.id ?? null);
}

/** Gives this browser the cookie of a guest, for four hours more. */
export function welcomeGuest(app: Pick<App, 'sealing'>, res: Response, id: string): void {
  const value = app.sealing.seal('guest', { id } satisfies z.infer<typeof Guest>, LIFE_SECONDS);
  cookiesOf(res).write(res, 'guest', { value, maxAgeSeconds: LIFE_SECONDS });
}
