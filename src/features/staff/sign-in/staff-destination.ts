import type { Response } from 'express';
import type { App } from '../../../app.ts';
import { isStaffPath, ownPath } from '../../../web/pipeline/own-path.ts';

/** Returns the staff page that was asked for, or the first one. It never leads to a citizen's page or another site. */
export function staffDestination({ config }: Pick<App, 'config'>, res: Response, next: unknown): string {
  const path = ownPath(next, config.publicOrigin);
  return path !== null && isStaffPath(path) ? path : res.locals.shell.at('/admin');
}
