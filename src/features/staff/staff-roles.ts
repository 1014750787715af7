/**
 * An agent decides about requests; the helpdesk helps people to sign in; an administrator manages accounts and does
 * what an agent does.
 */
export const STAFF_ROLES = ['agent', 'helpdesk', 'administrator'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
