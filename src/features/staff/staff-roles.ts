import { z } from 'zod';
import type { Translate } from '../../web/page/texts.ts';

/**
 * An agent decides about requests; the helpdesk helps people to sign in; an administrator manages accounts and looks
 * after the portal. A person may hold several.
 */
export const STAFF_ROLES = ['agent', 'helpdesk', 'administrator'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Accepts at least one role, each once, in the order of `STAFF_ROLES`. */
export const staffRoles = z
  .array(z.enum(STAFF_ROLES))
  .min(1)
  .transform((given) => STAFF_ROLES.filter((role) => given.includes(role)));

export const holdsOneOf = (roles: readonly StaffRole[], wanted: readonly StaffRole[]): boolean =>
  roles.some((role) => wanted.includes(role));

export const roleNames = (roles: readonly StaffRole[], t: Translate): string =>
  roles.map((role) => t(`staff:role.${role}`)).join(', ');
