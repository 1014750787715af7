import { fullName } from '../../../domain/person-name.ts';
import type { Transaction } from '../../../platform/database.ts';
import { listStaffDepartments, updateStaffDepartments } from '../staff-departments.repository.ts';
import type { StaffMember } from '../staff-member.ts';
import { updateStaffMemberInvited } from '../staff-members.repository.ts';
import type { AccountAct } from './account-acts.ts';
import * as accounts from './staff-accounts.repository.ts';

export type AccountChange =
  | ({ act: 'name' } & Pick<StaffMember, 'firstName' | 'lastName' | 'language'>)
  | ({ act: 'roles' } & Pick<StaffMember, 'roles'>)
  | { act: 'departments'; departments: readonly string[] }
  | { act: Exclude<AccountAct, 'name' | 'roles' | 'departments'> };

/**
 * The values before and after the change, for the audit log. `invited` is true when the person must be invited again.
 */
export type Applied = { before: string; after: string; invited: boolean };

/** Applies a change to a locked account. */
export async function applyChange(
  tx: Transaction,
  found: accounts.LockedAccount,
  change: AccountChange,
): Promise<Applied> {
  const { id } = found;
  switch (change.act) {
    case 'name':
      await accounts.updateStaffName(tx, { ...change, id });
      return { before: nameOf(found), after: nameOf(change), invited: false };
    case 'roles':
      await accounts.updateStaffRoles(tx, { id, roles: change.roles });
      return { before: found.roles.join(', '), after: change.roles.join(', '), invited: false };
    case 'departments': {
      const before = (await listStaffDepartments(tx, id)).sort().join(', ');
      await updateStaffDepartments(tx, { staffMemberId: id, departments: change.departments });
      return { before, after: change.departments.toSorted().join(', '), invited: false };
    }
    default: {
      const after = await applyState(tx, { id, act: change.act });
      return { before: found.status, after: after ?? found.status, invited: (after ?? found.status) === 'invited' };
    }
  }
}

const nameOf = (person: Pick<StaffMember, 'firstName' | 'lastName' | 'language'>) =>
  `${fullName(person)} (${person.language})`;

type StateChange = { id: string; act: Exclude<AccountAct, 'name' | 'roles' | 'departments'> };

/** Returns the status that the account has now, or null when it has the one that it had. */
async function applyState(tx: Transaction, { id, act }: StateChange): Promise<StaffMember['status'] | null> {
  switch (act) {
    case 'suspension':
      await accounts.updateStaffSuspended(tx, id);
      return 'suspended';
    case 'restoration':
      return accounts.updateStaffRestored(tx, id);
    case 'lost':
      await updateStaffMemberInvited(tx, id);
      return 'invited';
    case 'sign-out':
      await accounts.updateStaffSessionsEnded(tx, id);
      return null;
    case 'invitation':
      return null;
  }
}
