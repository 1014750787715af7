import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { linkTokenOf } from '../../../web/pipeline/link-token.ts';
import { ownPath, withNext } from '../../../web/pipeline/own-path.ts';
import { findAccountLink } from '../account-links.repository.ts';
import { citizenActor, citizenOf, signedInOf } from '../signed-in-citizen.ts';
import { askConfirmation } from './ask-confirmation.ts';
import { confirmEmail } from './confirm-email.ts';

export type EmailConfirmationPage = {
  title: string;
  email: string | null;
  canAskAgain: boolean;
  /** The text shown instead of the rest when the link belongs to another person than the one signed in here. */
  ofAnother: string | null;
};
const confirmationView = view<EmailConfirmationPage>('accounts/email/email-confirmation');

type ConfirmationApp = Pick<App, 'config' | 'db' | 'mailQuotas'>;

export const emailConfirmationPage = (app: ConfirmationApp) => ({
  /** Opening the link confirms nothing, as mail scanners open links too. The button does. */
  async get(req: Request, res: Response): Promise<void> {
    const link = await findAccountLink(app.db, { purpose: 'confirm-email', digest: digestOf(linkTokenOf(req)) });
    if (link === null) return showDead(res);
    confirmationView.render(res, {
      title: shellOf(res).t('accounts:confirm.title'),
      email: link.email,
      canAskAgain: false,
      ofAnother: null,
    });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { at } = shellOf(res);
    const result = await confirmEmail(app, { token: linkTokenOf(req), network: clientOf(req).network });
    if (result.outcome === 'link-dead') return showDead(res);
    const signedIn = signedInOf(res);
    if (signedIn !== null && signedIn.citizen.id !== result.citizenId) return showOfAnother(res, result.email);
    const next = ownPath(req.query['next'], app.config.publicOrigin);
    redirectWithNotice(res, {
      path: signedIn === null ? withNext(at('/sign-in'), next ?? '') : (next ?? at('/my-space')),
      notice: 'accounts:notice.email-confirmed',
    });
  },

  /** Sends the mail again (« Envoyer à nouveau »). The route is behind the guard. */
  async ask(_req: Request, res: Response): Promise<void> {
    const asked = await askConfirmation(app, { actor: citizenActor(res), email: citizenOf(res).citizen.email });
    const notice = asked ? 'accounts:notice.confirmation-sent' : 'accounts:notice.confirmation-sent-often';
    redirectWithNotice(res, { path: shellOf(res).at('/my-space'), notice });
  },
});

/**
 * Answers a link that was used, replaced by a newer one, or is older than 24 hours. When the signed-in person's address
 * is already confirmed, it leads to Mon espace instead.
 */
function showDead(res: Response): void {
  const shell = shellOf(res);
  const citizen = signedInOf(res)?.citizen ?? null;
  if (citizen !== null && citizen.emailConfirmedAt !== null) return res.redirect(303, shell.at('/my-space'));
  const page = {
    title: shell.t('accounts:confirm.dead.title'),
    email: null,
    canAskAgain: citizen !== null,
    ofAnother: null,
  };
  confirmationView.render(res, page, 410);
}

/** Two people share this browser, so « votre adresse » would mean the wrong address. */
function showOfAnother(res: Response, email: string): void {
  const { t } = shellOf(res);
  const ofAnother = t('accounts:confirm.ofAnother', { email });
  confirmationView.render(res, {
    title: t('accounts:confirm.ofAnother.title'),
    email: null,
    canAskAgain: false,
    ofAnother,
  });
}
