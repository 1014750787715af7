import { STAFF_ROLES, type StaffRole } from '../staff/staff-roles.ts';

type StaffPage = { path: string; mayOpen: readonly StaffRole[]; mayAct: readonly StaffRole[] };

/**
 * Who may open what, and who may act on it, under `/{language}/admin`: the routes are made from this table, so nothing
 * stands beside it. A page that nobody may act on takes no form.
 */
export const STAFF_PAGES = {
  waiting: { path: '/', mayOpen: STAFF_ROLES, mayAct: [] },
  organisation: {
    path: '/organisations/:enterpriseNumber',
    mayOpen: ['agent', 'administrator'],
    mayAct: ['agent', 'administrator'],
  },
  accessRequest: {
    path: '/access-requests/:id',
    mayOpen: ['agent', 'administrator'],
    mayAct: ['agent', 'administrator'],
  },
} as const satisfies Record<string, StaffPage>;
export type StaffPageName = keyof typeof STAFF_PAGES;
/** Takes a form where somebody may act, and nowhere else. */
export type StaffPageHandlers<Handler> = {
  [Name in StaffPageName]: (typeof STAFF_PAGES)[Name]['mayAct'] extends readonly []
    ? { get: Handler }
    : { get: Handler; post: Handler };
};

export function mayOpen(role: StaffRole, page: StaffPageName): boolean {
  const { mayOpen: roles }: StaffPage = STAFF_PAGES[page];
  return roles.includes(role);
}
