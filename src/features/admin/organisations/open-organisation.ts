import type { App } from '../../../app.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { findOrganisation, type Organisation } from '../../profiles/organisation/organisations.repository.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffOpening } from '../../staff/staff-opening.ts';

type Opened = { enterpriseNumber: EnterpriseNumber; by: StaffActor };

/** Reads an organisation and writes to the audit log who read it. Returns null when no profile has that number. */
export function openOrganisation(app: Pick<App, 'db'>, { enterpriseNumber, by }: Opened): Promise<Organisation | null> {
  return staffOpening(app, by, {
    find: (tx) => findOrganisation(tx, enterpriseNumber),
    event: () => ({ name: 'organisation-opened', details: { enterpriseNumber } }),
  });
}
