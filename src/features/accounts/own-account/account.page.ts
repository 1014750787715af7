import type { Request, Response } from 'express';
import { type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import { citizenOf } from '../signed-in-citizen.ts';

export type AccountPage = { title: string; known: SummaryList; links: { href: string; text: string; hint: string }[] };
const accountView = view<AccountPage>('accounts/own-account/account');

const PAGES = [
  { path: '/account/preferences', title: 'accounts:preferences.title', hint: 'accounts:preferences.hint' },
  { path: '/account/identity', title: 'accounts:links.identity.title', hint: 'accounts:links.identity.hint' },
  { path: '/account/sessions', title: 'accounts:sessions.title', hint: 'accounts:sessions.hint' },
  { path: '/account/mails', title: 'accounts:mails.title', hint: 'accounts:mails.hint' },
  { path: '/account/history', title: 'accounts:links.history.title', hint: 'accounts:links.history.hint' },
  { path: '/account/merge', title: 'accounts:links.merge.title', hint: 'accounts:links.merge.hint' },
  { path: '/account/data', title: 'accounts:links.data.title', hint: 'accounts:links.data.hint' },
  { path: '/account/closing', title: 'accounts:links.closing.title', hint: 'accounts:links.closing.hint' },
] as const;

/** Shows what the account holds, and where each part can be changed. */
export const accountPage = () => ({
  get(_req: Request, res: Response): void {
    const { t, at, language } = shellOf(res);
    const { citizen } = citizenOf(res);
    const change = (path: string) => ({ href: at(path), text: t('web:word.change') });
    const confirmed =
      citizen.emailConfirmedAt === null ? t('accounts:account.unconfirmed') : t('accounts:account.confirmed');
    const rows = [
      summaryRow(t('accounts:field.firstName'), citizen.firstName, change('/account/personal-data')),
      summaryRow(t('accounts:field.lastName'), citizen.lastName, change('/account/personal-data')),
      summaryRow(t('web:word.email'), `${citizen.email} (${confirmed})`, change('/account/email')),
      summaryRow(t('credentials:field.password'), '••••••••••••', change('/account/password')),
      summaryRow(t('web:header.languages'), t(`accounts:language.${citizen.language}`), change('/account/preferences')),
      summaryRow(t('accounts:account.since'), formatDateTime(citizen.createdAt, language)),
    ];
    const links = PAGES.map(({ path, title, hint }) => ({ href: at(path), text: t(title), hint: t(hint) }));
    accountView.render(res, { title: t('accounts:account.title'), known: { rows }, links });
  },
});
