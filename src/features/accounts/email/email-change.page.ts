import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { findAccountLink } from '../account-links.repository.ts';
import { signedInOf } from '../signed-in-citizen.ts';
import { changeEmail } from './change-email.ts';

/** `email` is null when the link is used, replaced, too old, or its address was taken meanwhile. */
export type EmailChangePage = { title: string; email: string | null };
const emailChangeView = view<EmailChangePage>('accounts/email/email-change');

/** The page of the link sent to the new address; only its button changes anything. */
export const emailChangePage = (app: Pick<App, 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const link = await findAccountLink(app.db, { purpose: 'change-email', digest: digestOf(tokenOf(req)) });
    if (link === null) return showDead(res);
    emailChangeView.render(res, { title: res.locals.shell.t('accounts:emailChange.title'), email: link.email });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { at } = res.locals.shell;
    const result = await changeEmail(app, { token: tokenOf(req), network: clientOf(req).network });
    if (result.outcome === 'link-dead') return showDead(res);
    redirectWithNotice(res, {
      path: at(signedInOf(res) === null ? '/sign-in' : '/account'),
      notice: 'accounts:notice.email-changed',
    });
  },
});

const tokenOf = (req: Request): string => String(req.params['token']);

function showDead(res: Response): void {
  emailChangeView.render(res, { title: res.locals.shell.t('accounts:emailChange.dead.title'), email: null }, 410);
}
