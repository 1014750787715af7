import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { findAccountLink } from '../account-links.repository.ts';
import { citizenActor, citizenOf, signedInOf } from '../signed-in-citizen.ts';
import { askConfirmation } from './ask-confirmation.ts';
import { confirmEmail } from './confirm-email.ts';

export type EmailConfirmationPage = { title: string; email: string | null; canAskAgain: boolean };
const confirmationView = view<EmailConfirmationPage>('accounts/email/email-confirmation');

type ConfirmationApp = Pick<App, 'db' | 'quotas'>;

export const emailConfirmationPage = (app: ConfirmationApp) => ({
  /** Opening the link confirms nothing, as mail scanners open links too: the button does. */
  async get(req: Request, res: Response): Promise<void> {
    const link = await findAccountLink(app.db, { purpose: 'confirm-email', digest: digestOf(tokenOf(req)) });
    if (link === null) return showDead(res);
    confirmationView.render(res, {
      title: res.locals.shell.t('accounts:confirm.title'),
      email: link.email,
      canAskAgain: false,
    });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { at } = res.locals.shell;
    const result = await confirmEmail(app, { token: tokenOf(req), network: clientOf(req).network });
    if (result.outcome === 'link-dead') return showDead(res);
    redirectWithNotice(res, {
      path: at(signedInOf(res) === null ? '/sign-in' : '/my-space'),
      notice: 'accounts:notice.email-confirmed',
    });
  },

  /** « Envoyer à nouveau »: behind the guard. */
  async ask(_req: Request, res: Response): Promise<void> {
    const { citizen } = citizenOf(res);
    if (citizen.emailConfirmedAt === null) {
      await takeFromQuota(app.quotas.mailsPerAddress, citizen.email);
      await askConfirmation(app, citizenActor(res));
    }
    redirectWithNotice(res, { path: res.locals.shell.at('/my-space'), notice: 'accounts:notice.confirmation-sent' });
  },
});

const tokenOf = (req: Request): string => String(req.params['token']);

/** Used, replaced by a newer one, or older than 24 hours. Where the address is confirmed already, that is said. */
function showDead(res: Response): void {
  const { shell } = res.locals;
  const citizen = signedInOf(res)?.citizen ?? null;
  if (citizen !== null && citizen.emailConfirmedAt !== null) return res.redirect(303, shell.at('/my-space'));
  const page = { title: shell.t('accounts:confirm.dead.title'), email: null, canAskAgain: citizen !== null };
  confirmationView.render(res, page, 410);
}
