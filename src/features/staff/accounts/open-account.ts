import type { App } from '../../../app.ts';
import type { StaffActor } from '../signed-in-staff.ts';
import { staffOpening } from '../staff-opening.ts';
import { findStaffAccount, type StaffAccount } from './staff-accounts.repository.ts';

type Opened = {
  account: string;
  /** True when the account is opened to be changed, which nobody does to their own. */
  toAct: boolean;
  by: StaffActor;
};

/**
 * Reads the account of a colleague and writes to the audit log who read it. Returns null when there is none, or none that
 * this person may act on.
 */
export function openAccount(app: Pick<App, 'db'>, { account, toAct, by }: Opened): Promise<StaffAccount | null> {
  return staffOpening(app, by, {
    find: async (tx) => (toAct && account === by.id ? null : findStaffAccount(tx, account)),
    event: () => ({ name: 'staff-account-opened', details: { account } }),
  });
}
