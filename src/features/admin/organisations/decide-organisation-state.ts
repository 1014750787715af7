import type { App } from '../../../app.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { changeOrganisationState } from '../../profiles/organisation/change-organisation-state.ts';
import type { OrganisationState } from '../../profiles/organisation/organisation-states.ts';
import {
  findOrganisation,
  lockOrganisation,
  type Organisation,
} from '../../profiles/organisation/organisations.repository.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffAct } from '../../staff/staff-act.ts';

type Decision = {
  enterpriseNumber: EnterpriseNumber;
  from: OrganisationState;
  state: OrganisationState;
  reason: string;
  by: StaffActor;
};

/**
 * Changes the state of an organisation for the commune. The reason is kept in the audit log only. Returns false when
 * the organisation does not exist, is in that state already, or is no longer in the state `from`.
 */
export function decideOrganisationState(
  app: Pick<App, 'db'>,
  { enterpriseNumber, from, state, reason, by }: Decision,
): Promise<boolean> {
  return staffAct<Organisation>(app, by, {
    async lock(tx) {
      const organisation = await findOrganisation(tx, enterpriseNumber);
      if (organisation !== null) await lockOrganisation(tx, enterpriseNumber);
      return organisation;
    },
    async act(tx) {
      if (!(await changeOrganisationState(tx, { enterpriseNumber, from, state, by: { kind: 'commune' } }))) return null;
      return { name: 'organisation-state-changed', details: { enterpriseNumber, from, state, reason } };
    },
  });
}
