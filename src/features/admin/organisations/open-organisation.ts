import type { App } from '../../../app.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { findOrganisation, type Organisation } from '../../profiles/organisation/organisations.repository.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';

type Opened = { enterpriseNumber: EnterpriseNumber; by: StaffActor };

/** Reads an organisation and writes to the audit log who read it. Returns null when no profile has that number. */
export function openOrganisation(app: Pick<App, 'db'>, { enterpriseNumber, by }: Opened): Promise<Organisation | null> {
  return app.db.transaction(async (tx) => {
    const organisation = await findOrganisation(tx, enterpriseNumber);
    if (organisation === null) return null;
    const event = { name: 'organisation-opened', staffMemberId: by.id, network: by.network } as const;
    await insertAuditEvent(tx, { ...event, details: { enterpriseNumber } });
    return organisation;
  });
}
