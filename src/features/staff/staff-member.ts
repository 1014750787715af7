import { z } from 'zod';
import { STAFF_ROLES } from './staff-roles.ts';

export const STAFF_LANGUAGES = ['fr', 'nl'] as const;

export const StaffMember = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  /** The roles in the order of STAFF_ROLES, each once; never empty. */
  roles: z.array(z.enum(STAFF_ROLES)).readonly(),
  language: z.enum(STAFF_LANGUAGES),
  status: z.enum(['invited', 'active', 'suspended']),
});
export type StaffMember = z.infer<typeof StaffMember>;

export type NewStaffMember = Omit<StaffMember, 'id' | 'status'>;
