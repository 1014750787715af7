import { digestOf } from '../../../platform/sealing.ts';
import type { StaffAccount } from './staff-accounts.repository.ts';

type Known = Pick<StaffAccount, 'epoch' | 'status' | 'firstName' | 'lastName' | 'language' | 'roles' | 'departments'>;

/**
 * Stands for all that an administrator reads and sets of an account: the form that carries another one was shown before a
 * colleague, or its owner, changed it.
 */
export function accountState({ epoch, status, firstName, lastName, language, roles, departments }: Known): string {
  const all = [epoch, status, firstName, lastName, language, roles.toSorted(), departments.toSorted()];
  return digestOf(JSON.stringify(all)).toString('base64url');
}
