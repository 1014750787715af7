import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import type { StaffActor } from '../signed-in-staff.ts';
import { findStaffAccount, type StaffAccount } from './staff-accounts.repository.ts';

type Opened = { account: string; by: StaffActor };

/** Reads the account of a colleague and writes to the audit log who read it. Returns null when there is none. */
export function openAccount(app: Pick<App, 'db'>, { account, by }: Opened): Promise<StaffAccount | null> {
  return app.db.transaction(async (tx) => {
    const found = await findStaffAccount(tx, account);
    if (found === null) return null;
    const event = { name: 'staff-account-opened', staffMemberId: by.id, network: by.network } as const;
    await insertAuditEvent(tx, { ...event, details: { account } });
    return found;
  });
}
