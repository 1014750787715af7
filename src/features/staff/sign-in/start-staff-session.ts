import type { Request } from 'express';
import type { App } from '../../../app.ts';
import { startSession } from '../../../web/session/session.ts';
import type { StaffSession } from '../../../web/session/session-kinds.ts';
import { rememberBrowser } from '../../credentials/known-browser.ts';
import { findStaffPasswordHash } from '../staff-credentials.repository.ts';

/**
 * Starts the session and remembers the browser, so that wrong attempts made elsewhere for the same address never delay
 * it.
 */
export async function startStaffSession(
  app: Pick<App, 'clock' | 'db' | 'sealing'>,
  req: Request,
  { id, epoch, signInId }: Omit<StaffSession, 'actor'>,
): Promise<void> {
  await startSession(req, { user: { actor: 'staff', id, epoch, signInId }, profile: null, at: app.clock.now() });
  const passwordHash = await findStaffPasswordHash(app.db, id);
  if (passwordHash !== null) rememberBrowser(app, req, { actor: 'staff', account: id, passwordHash });
}
