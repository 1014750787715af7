import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { lockStaffAccount } from '../accounts/staff-accounts.repository.ts';
import { updateStaffDepartments } from '../staff-departments.repository.ts';
import { findStaffMemberByEmail } from '../staff-members.repository.ts';

type Given = { email: string; departments: readonly string[] };

/**
 * Gives a member of the staff these departments and no others, at the request of the operator. Their next request
 * already sees the change. Returns false for an address that has no account.
 */
export function giveDepartments(app: Pick<App, 'db'>, { email, departments }: Given): Promise<boolean> {
  return app.db.transaction(async (tx) => {
    const member = await findStaffMemberByEmail(tx, email);
    // The account is locked as for an administrator's change: of two changes at once the later holds, never a mixture.
    if (member === null || (await lockStaffAccount(tx, member.id)) === null) return false;
    await updateStaffDepartments(tx, { staffMemberId: member.id, departments });
    const event = { name: 'staff-departments-given', staffMemberId: member.id, network: null } as const;
    await insertAuditEvent(tx, { ...event, details: { departments } });
    return true;
  });
}
