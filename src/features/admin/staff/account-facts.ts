import { LANGUAGE_NAMES } from '../../../domain/language.ts';
import { fullName } from '../../../domain/person-name.ts';
import { type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import { formatDateTime, formatNumber } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { AccountAct } from '../../staff/accounts/account-acts.ts';
import { OPEN_SUBMISSIONS_COUNTED, type StaffAccount } from '../../staff/accounts/staff-accounts.repository.ts';
import { roleNames } from '../../staff/staff-roles.ts';
import { departmentNames } from './account-words.ts';

/** The acts that change no fact of the page, which stand under it. */
export const STATE_ACTS = ['invitation', 'lost', 'sign-out', 'suspension', 'restoration'] as const;
export const accountPath = ({ id }: Pick<StaffAccount, 'id'>): string => `/admin/staff/${id}`;

export function accountFacts(account: StaffAccount, { own, shell }: { own: boolean; shell: Shell }): SummaryList {
  const { t, at, language } = shell;
  const change = (act: AccountAct) =>
    own ? null : { href: at(`${accountPath(account)}/${act}`), text: t('web:word.change') };
  const { openSubmissions: open, linkUntil } = account;
  const counted = formatNumber(Math.min(open, OPEN_SUBMISSIONS_COUNTED), language);
  return {
    rows: [
      summaryRow(t('web:word.name'), fullName(account), change('name')),
      summaryRow(t('staff:account.language'), LANGUAGE_NAMES[account.language], change('name')),
      summaryRow(t('web:word.email'), account.email),
      summaryRow(t('staff:account.roles'), roleNames(account.roles, t), change('roles')),
      summaryRow(t('staff:account.departments'), departmentNames(account.departments, shell), change('departments')),
      summaryRow(t('staff:account.open'), open > OPEN_SUBMISSIONS_COUNTED ? `${counted}+` : counted),
      summaryRow(t('staff:account.since'), formatDateTime(account.createdAt, language)),
      ...(linkUntil === null ? [] : [summaryRow(t('staff:account.linkUntil'), formatDateTime(linkUntil, language))]),
    ],
  };
}
