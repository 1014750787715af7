import type { App } from '../../../app.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { listMembers, type Member } from '../../profiles/members/memberships.repository.ts';
import { findOrganisation, type Organisation } from '../../profiles/organisation/organisations.repository.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffOpening } from '../../staff/staff-opening.ts';

type Opened = { enterpriseNumber: EnterpriseNumber; membershipId: string; by: StaffActor };
/** `members` are all those of the organisation, among whom the name of one must be clear. */
export type OpenedMember = { organisation: Organisation; member: Member; members: readonly Member[] };

/**
 * Reads a member of an organisation and writes to the audit log who read it. Returns null when the organisation has no
 * such member.
 */
export function openMember(
  app: Pick<App, 'db'>,
  { enterpriseNumber, membershipId, by }: Opened,
): Promise<OpenedMember | null> {
  return staffOpening<OpenedMember | null>(app, by, {
    async find(tx) {
      const organisation = await findOrganisation(tx, enterpriseNumber);
      if (organisation === null) return null;
      const members = await listMembers(tx, enterpriseNumber);
      const member = members.find(({ id }) => id === membershipId);
      return member === undefined ? null : { organisation, member, members };
    },
    event: () => ({ name: 'organisation-opened', details: { enterpriseNumber } }),
  });
}
