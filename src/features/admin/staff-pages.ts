import { STAFF_ROLES, type StaffRole } from '../staff/staff-roles.ts';

type StaffPage = { path: string; roles: readonly StaffRole[] };

/** Who may open what, under `/{language}/admin`: the routes are made from this table, so nothing stands beside it. */
export const STAFF_PAGES = {
  waiting: { path: '/', roles: STAFF_ROLES },
  organisation: { path: '/organisations/:enterpriseNumber', roles: ['agent', 'administrator'] },
  accessRequest: { path: '/access-requests/:id', roles: ['agent', 'administrator'] },
} as const satisfies Record<string, StaffPage>;
export type StaffPageName = keyof typeof STAFF_PAGES;

export function mayOpen(role: StaffRole, page: StaffPageName): boolean {
  const { roles }: StaffPage = STAFF_PAGES[page];
  return roles.includes(role);
}
