import type { App } from '../../../app.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { type EndForCommuneOutcome, endForCommune } from '../../profiles/members/end-for-commune.ts';
import {
  findOrganisation,
  lockOrganisation,
  type Organisation,
} from '../../profiles/organisation/organisations.repository.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffAct } from '../../staff/staff-act.ts';

type End = { enterpriseNumber: EnterpriseNumber; membershipId: string; reason: string; by: StaffActor };

/**
 * Ends the access of somebody who created the profile of an organisation for which they may not act, for instance. As it
 * keeps a manager, the commune first accepts the person who asks for access. The reason is kept in the audit log only.
 */
export async function endMember(app: Pick<App, 'db'>, { by, reason, ...of }: End): Promise<EndForCommuneOutcome> {
  let outcome: EndForCommuneOutcome = 'unknown';
  await staffAct<Organisation>(app, by, {
    async lock(tx) {
      const organisation = await findOrganisation(tx, of.enterpriseNumber);
      if (organisation !== null) await lockOrganisation(tx, of.enterpriseNumber);
      return organisation;
    },
    async act(tx) {
      outcome = await endForCommune(tx, of);
      return outcome === 'ended' ? { name: 'membership-ended-by-commune', details: { ...of, reason } } : null;
    },
  });
  return outcome;
}
