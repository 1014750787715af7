import type { StaffMember } from '../staff-member.ts';

/** The acts of an administrator on a colleague's account, each with the states in which it is allowed. */
const IN_STATES = {
  name: ['invited', 'active', 'suspended'],
  roles: ['invited', 'active', 'suspended'],
  departments: ['invited', 'active', 'suspended'],
  invitation: ['invited'],
  lost: ['active'],
  'sign-out': ['active'],
  suspension: ['invited', 'active'],
  restoration: ['suspended'],
} as const satisfies Record<string, readonly StaffMember['status'][]>;
export type AccountAct = keyof typeof IN_STATES;
export const ACCOUNT_ACTS = Object.keys(IN_STATES) as [AccountAct, ...AccountAct[]];

export function mayBeDone(act: AccountAct, { status }: Pick<StaffMember, 'status'>): boolean {
  const states: readonly string[] = IN_STATES[act];
  return states.includes(status);
}
