import type { Request, Response } from 'express';
import { formatDateTime } from '../../../web/page/format.ts';
import { view } from '../../../web/page/view.ts';
import { citizenOf } from '../signed-in-citizen.ts';

export type AccountRow = { label: string; value: string; change: { href: string; text: string } | null };
export type AccountPage = { title: string; rows: AccountRow[]; links: { href: string; text: string; hint: string }[] };
const accountView = view<AccountPage>('accounts/own-account/account');

const PAGES = [
  { path: '/account/preferences', title: 'accounts:preferences.title', hint: 'accounts:preferences.hint' },
  { path: '/account/sessions', title: 'accounts:sessions.title', hint: 'accounts:sessions.hint' },
  { path: '/account/data', title: 'own-data:data.title', hint: 'own-data:data.hint' },
  { path: '/account/closing', title: 'own-data:closing.title', hint: 'own-data:closing.hint' },
] as const;

/** What the account holds, and where to change each part. */
export const accountPage = () => ({
  get(_req: Request, res: Response): void {
    const { t, at, language } = res.locals.shell;
    const { citizen } = citizenOf(res);
    const change = (path: string) => ({ href: at(path), text: t('accounts:account.change') });
    const confirmed =
      citizen.emailConfirmedAt === null ? t('accounts:account.unconfirmed') : t('accounts:account.confirmed');
    const rows: AccountRow[] = [
      { label: t('accounts:field.firstName'), value: citizen.firstName, change: change('/account/personal-data') },
      { label: t('accounts:field.lastName'), value: citizen.lastName, change: change('/account/personal-data') },
      {
        label: t('credentials:field.email'),
        value: `${citizen.email} (${confirmed})`,
        change: change('/account/email'),
      },
      { label: t('credentials:field.password'), value: '••••••••••••', change: change('/account/password') },
      {
        label: t('accounts:account.language'),
        value: t(`accounts:language.${citizen.language}`),
        change: change('/account/preferences'),
      },
      { label: t('accounts:account.since'), value: formatDateTime(citizen.createdAt, language), change: null },
    ];
    const links = PAGES.map(({ path, title, hint }) => ({ href: at(path), text: t(title), hint: t(hint) }));
    accountView.render(res, { title: t('accounts:account.title'), rows, links });
  },
});
