/** An agent decides; the helpdesk helps people in; an administrator keeps accounts and does what an agent does. */
export const STAFF_ROLES = ['agent', 'helpdesk', 'administrator'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
