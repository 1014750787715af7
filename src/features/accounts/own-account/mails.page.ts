import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { listPage, type Paging, pageAsked, pagingOf } from '../../../web/form/paging.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import { listOwnMails } from '../../notifications/deliveries/mail-deliveries.repository.ts';
import { type MailInWords, mailInWords } from '../../notifications/deliveries/mail-words.ts';
import { citizenOf } from '../signed-in-citizen.ts';

export type MailRow = MailInWords & { email: string; failed: boolean };
export type MailsPage = { title: string; rows: MailRow[]; paging: Paging };
const mailsView = view<MailsPage>('accounts/own-account/mails');

/** Shows which mails were sent to the citizen in the last ninety days, and what became of each. */
export const mailsPage = (app: Pick<App, 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { t, at, language } = shellOf(res);
    const { citizen } = citizenOf(res);
    const listed = await listPage(pageAsked(req.query['after']), (page) =>
      listOwnMails(app.db, { citizenId: citizen.id, ...page }),
    );
    mailsView.render(res, {
      title: t('accounts:mails.title'),
      rows: listed.rows.map((mail) => ({
        ...mailInWords(mail, { t, language }),
        email: mail.email,
        failed: mail.state !== 'handed-over',
      })),
      paging: pagingOf(listed, { path: at('/account/mails'), newestFirst: true, t }),
    });
  },
});
