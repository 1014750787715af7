import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { citizenActor, citizenOf } from '../../accounts/signed-in-citizen.ts';
import { RECOVERY_LEVEL } from '../level.ts';
import { withAsked } from '../visit/asked.ts';
import { findRecoveryAuthority, RECOVERY_WAITS_DAYS, type RecoveryAuthority } from './recovery-authority.ts';
import { RECOVERY_PATH } from './recovery-path.ts';

export type RecoveryPage = {
  title: string;
  email: string;
  /** The reason why nothing can be chosen; null where something can. */
  lacking: string | null;
  choices: { href: OwnPath; text: string; told: string }[];
  /** The way to show the card; null where that would not help, or the portal knows no FAS. */
  identification: OwnPath | null;
};
const recoveryView = view<RecoveryPage>('identification/recovery/recovery');

/** Offers a new password or address, by the card, to somebody who has lost the password or the mailbox. */
export const recoveryPage = (app: Pick<App, 'clock' | 'db' | 'fas'>) => ({
  async get(_req: Request, res: Response): Promise<void> {
    const { id: citizenId, signInId } = citizenActor(res);
    const authority = await findRecoveryAuthority(app, app.db, { citizenId, signInId });
    const { t, at } = shellOf(res);
    const choice = (what: 'password' | 'email') => ({
      href: at(`${RECOVERY_PATH}/${what}`),
      text: t(`identification:recovery.${what}.title`),
      told: t(`identification:recovery.${what}.told`),
    });
    const asked = { next: at(RECOVERY_PATH), level: RECOVERY_LEVEL };
    recoveryView.render(res, {
      title: t('identification:recovery.title'),
      email: citizenOf(res).citizen.email,
      lacking: authority === 'granted' ? null : lackingOf(authority, res),
      choices: authority === 'granted' ? [choice('password'), choice('email')] : [],
      identification: authority === 'not-now' && app.fas !== null ? withAsked(at('/identification'), asked) : null,
    });
  },
});

function lackingOf(authority: Exclude<RecoveryAuthority, 'granted'>, res: Response): string {
  return shellOf(res).t(`identification:recovery.${authority}`, { days: RECOVERY_WAITS_DAYS });
}
