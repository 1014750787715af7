import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { fullName } from '../../../domain/person-name.ts';
import { type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import { countRecoveryCodes } from '../recovery/recovery-codes.repository.ts';
import { staffOf } from '../signed-in-staff.ts';

export type OwnAccountPage = {
  title: string;
  known: SummaryList;
  links: { href: string; text: string; hint: string }[];
};
const accountView = view<OwnAccountPage>('staff/account/own-account');

const PAGES = [
  { path: '/passkeys', title: 'staff:passkeys.title', hint: 'staff:passkeys.hint' },
  { path: '/app', title: 'staff:app.title', hint: 'staff:app.hint' },
  { path: '/recovery-codes', title: 'staff:recovery.title', hint: 'staff:recovery.hint' },
  { path: '/password', title: 'staff:ownPassword.title', hint: 'staff:ownPassword.hint' },
  { path: '/sessions', title: 'staff:ownSessions.title', hint: 'staff:ownSessions.hint' },
] as const;

/** The page on which a member of the staff sees their own account, with a link to change each part of it. */
export const ownAccountPage = (app: Pick<App, 'db'>) => ({
  async get(_req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const member = staffOf(res);
    const left = await countRecoveryCodes(app.db, member.id);
    const rows = [
      summaryRow(t('web:word.name'), fullName(member)),
      summaryRow(t('web:word.email'), member.email),
      summaryRow(t('staff:recovery.title'), t('staff:recovery.left', { left })),
    ];
    const links = PAGES.map(({ path, title, hint }) => ({
      href: at(`/admin/account${path}`),
      text: t(title),
      hint: t(hint),
    }));
    accountView.render(res, { title: t('staff:ownAccount.title'), known: { rows }, links });
  },
});
