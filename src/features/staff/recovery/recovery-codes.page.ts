import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { inGroupsOfFour } from '../../../platform/second-factor.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { ownActor } from '../account/own-actor.ts';
import { staffOf } from '../signed-in-staff.ts';
import { makeRecoveryCodes } from './make-recovery-codes.ts';
import { countRecoveryCodes } from './recovery-codes.repository.ts';

export type RecoveryCodesPage = {
  title: string;
  /** The number of codes left of the present set, in words. */
  left: string;
  hasSome: boolean;
  /** The new set, shown only once; null otherwise. */
  codes: string[] | null;
};
const recoveryView = view<RecoveryCodesPage>('staff/recovery/recovery-codes');

/**
 * Makes recovery codes. They stand in the answer to the form itself and in no page that has an address, so that going
 * back or a copy of the address shows nothing.
 */
export const recoveryCodesPage = (app: Pick<App, 'db' | 'quotas'>) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, null),

  async post(_req: Request, res: Response): Promise<void> {
    const actor = ownActor(res);
    await takeFromQuota(app.quotas.signIn, `staff recovery codes ${actor.id}`);
    const codes = await makeRecoveryCodes(app, actor);
    await show(app, res, codes.map(inGroupsOfFour));
  },
});

async function show(app: Pick<App, 'db'>, res: Response, codes: string[] | null): Promise<void> {
  const { t } = shellOf(res);
  const left = await countRecoveryCodes(app.db, staffOf(res).id);
  const title = codes === null ? t('staff:recovery.title') : t('staff:recovery.made');
  recoveryView.render(res, { title, left: t('staff:recovery.left', { left }), hasSome: left > 0, codes });
}
