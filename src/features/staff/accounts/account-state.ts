import { digestOf } from '../../../platform/sealing.ts';
import type { StaffAccount } from './staff-accounts.repository.ts';

type Known = Pick<StaffAccount, 'epoch' | 'status' | 'firstName' | 'lastName' | 'language' | 'roles' | 'departments'>;

/**
 * Returns a digest of everything that an administrator reads and sets of an account. A form with another digest was
 * shown before a colleague, or the owner, changed the account.
 */
export function accountState({ epoch, status, firstName, lastName, language, roles, departments }: Known): string {
  const all = [epoch, status, firstName, lastName, language, roles.toSorted(), departments.toSorted()];
  return digestOf(JSON.stringify(all)).toString('base64url');
}
