import type { Response } from 'express';
import type { App } from '../../../app.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { isStaffPath, ownPath } from '../../../web/pipeline/own-path.ts';
import { keepInterruptedStaffForm } from './interrupted-staff-form.ts';

type Going = { next: string; interrupted: string; id: string };

/**
 * Returns where a sign-in leads: to the form that the end of the session interrupted, to the staff page that was asked
 * for, or to the first one. It never leads to a citizen's page or another site.
 */
export async function staffDestination(
  app: Pick<App, 'config' | 'db' | 'sealing'>,
  res: Response,
  { next, interrupted, id }: Going,
): Promise<string> {
  const resumed = interrupted === '' ? null : await keepInterruptedStaffForm(app, { sealed: interrupted, id });
  return resumed ?? staffPageOf(app, res, next);
}

/** Returns the staff page that was asked for, or the first one. */
export function staffPageOf({ config }: Pick<App, 'config'>, res: Response, next: unknown): string {
  const path = ownPath(next, config.publicOrigin);
  return path !== null && isStaffPath(path) ? path : shellOf(res).at('/admin');
}
