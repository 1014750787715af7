import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import { newLinkToken } from '../../../platform/sealing.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import type { NewStaffMember, StaffMember } from '../staff-member.ts';
import { findStaffMemberByEmail, insertStaffMember, updateStaffMemberInvited } from '../staff-members.repository.ts';
import { insertStaffLink } from './staff-links.repository.ts';

export const SET_UP_LINK_HOURS = 24;

export type AddStaffOutcome =
  | { outcome: 'added' | 'known'; member: StaffMember; token: string }
  | { outcome: 'suspended'; member: StaffMember };

/**
 * Creates an account at the request of the operator, who must make sure whom they let in; the account can do nothing
 * until its link is used. For an address that has an account (after a lost telephone or password) it only makes a new
 * link: the account keeps working as before until that link is used. With `lost`, its password, second factor and
 * sessions are ended at once.
 */
export function addStaffMember(
  app: Pick<App, 'db'>,
  person: NewStaffMember,
  { lost = false } = {},
): Promise<AddStaffOutcome> {
  return app.db.transaction(async (tx) => {
    const added = await insertStaffMember(tx, person);
    const member = added ?? (await findStaffMemberByEmail(tx, person.email));
    if (member === null) throw new Error('an account neither made nor found');
    if (member.status === 'suspended') return { outcome: 'suspended', member };
    if (lost) await updateStaffMemberInvited(tx, member.id);
    const token = await makeLink(tx, member);
    return { outcome: added === null ? 'known' : 'added', member, token };
  });
}

async function makeLink(tx: Transaction, { id: staffMemberId, roles }: StaffMember): Promise<string> {
  const { token, digest } = newLinkToken();
  await insertStaffLink(tx, { staffMemberId, digest, lifeHours: SET_UP_LINK_HOURS });
  await insertAuditEvent(tx, { name: 'staff-set-up-asked', staffMemberId, network: null, details: { roles } });
  return token;
}
