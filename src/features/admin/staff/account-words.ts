import type { Shell } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import { DEPARTMENTS, departmentName } from '../../procedures/definition/departments.ts';

import type { StaffAccount } from '../../staff/accounts/staff-accounts.repository.ts';
import type { StaffMember } from '../../staff/staff-member.ts';
import { roleNames } from '../../staff/staff-roles.ts';

const COLOURS = { active: 'green', invited: 'blue', suspended: 'red' } as const;

export function accountTag({ status }: Pick<StaffMember, 'status'>, { t }: Shell): Tag {
  return { text: t(`staff:account.status.${status}`), colour: COLOURS[status] };
}

/** The roles of somebody and, of an agent, the departments, in words. */
export function rolesAndDepartments({ roles, departments }: StaffAccount, shell: Shell): string {
  const names = roleNames(roles, shell.t);
  return roles.includes('agent') ? `${names} · ${departmentNames(departments, shell)}` : names;
}

export function departmentNames(departments: readonly string[], { t, language }: Shell): string {
  if (departments.length === 0) return t('staff:account.departments.none');
  if (DEPARTMENTS.every((one) => departments.includes(one))) return t('staff:account.departments.all');
  const names = departments.map((one) => departmentName(one, language).text);
  return names.sort((one, other) => one.localeCompare(other, language)).join(', ');
}

/**
 * Says that a suspended colleague still has requests, which others must take over. Returns null when there are none.
 */
export function toTakeOver({ status, openSubmissions }: StaffAccount, { t }: Shell): string | null {
  if (status !== 'suspended' || openSubmissions === 0) return null;
  return t('staff:account.toTakeOver', { count: openSubmissions });
}
