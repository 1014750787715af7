import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { linkTokenOf } from '../../../web/pipeline/link-token.ts';
import { findAccountLink } from '../account-links.repository.ts';
import { signedInOf } from '../signed-in-citizen.ts';
import { changeEmail } from './change-email.ts';

/** `email` is null when the link was used, replaced, is too old, or its address was taken meanwhile. */
export type EmailChangePage = { title: string; email: string | null; ofAnother: string | null };
const emailChangeView = view<EmailChangePage>('accounts/email/email-change');

/** The page of the link sent to the new address. Only its button changes anything. */
export const emailChangePage = (app: Pick<App, 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const link = await findAccountLink(app.db, { purpose: 'change-email', digest: digestOf(linkTokenOf(req)) });
    if (link === null) return showDead(res);
    const title = shellOf(res).t('accounts:emailChange.title');
    emailChangeView.render(res, { title, email: link.email, ofAnother: null });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const result = await changeEmail(app, { token: linkTokenOf(req), network: clientOf(req).network });
    if (result.outcome === 'link-dead') return showDead(res);
    const signedIn = signedInOf(res);
    if (signedIn !== null && signedIn.citizen.id !== result.citizenId) {
      const ofAnother = t('accounts:emailChange.ofAnother', { email: result.email });
      return emailChangeView.render(res, { title: t('accounts:emailChange.ofAnother.title'), email: null, ofAnother });
    }
    redirectWithNotice(res, {
      path: at(signedIn === null ? '/sign-in' : '/account'),
      notice: 'accounts:notice.email-changed',
    });
  },
});

function showDead(res: Response): void {
  emailChangeView.render(
    res,
    { title: shellOf(res).t('accounts:emailChange.dead.title'), email: null, ofAnother: null },
    410,
  );
}
