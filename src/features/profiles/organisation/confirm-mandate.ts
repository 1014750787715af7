import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { fullName } from '../../../domain/person-name.ts';
import type { Transaction } from '../../../platform/database.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { type AccessRequest, listOpenAccessRequests } from '../access/access-requests.repository.ts';
import { settleAccessRequest } from '../access/settle-access-request.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { listMembers, type Member, updateRole } from '../members/memberships.repository.ts';
import { changeOrganisationState } from './change-organisation-state.ts';
import { findOrganisation, lockOrganisation } from './organisations.repository.ts';

type Of = { enterpriseNumber: EnterpriseNumber; citizenId: string };
/** The people who can show a mandate here: a member, or somebody who has asked to be one. */
export type MandateHolder = Of & ({ member: Member } | { request: AccessRequest });

/** Locks the organisation. Returns null for somebody who is neither a member nor waits to be one. */
export async function lockMandateHolder(tx: Transaction, of: Of): Promise<MandateHolder | null> {
  const { enterpriseNumber, citizenId } = of;
  if ((await findOrganisation(tx, enterpriseNumber)) === null) return null;
  await lockOrganisation(tx, enterpriseNumber);
  const member = (await listMembers(tx, enterpriseNumber)).find((one) => one.citizenId === citizenId);
  if (member !== undefined) return { ...of, member };
  const request = (await listOpenAccessRequests(tx, enterpriseNumber)).find((one) => one.citizenId === citizenId);
  return request === undefined ? null : { ...of, request };
}

/**
 * Writes that a citizen showed by their card that they may act for an organisation: they become a manager, by their
 * membership or by the access that they asked for, and a profile that was only declared is verified. One that the commune
 * contests stays so, until the commune decides. The caller has locked the account and the organisation.
 */
export async function confirmMandate(tx: Transaction, holder: MandateHolder, network: string): Promise<void> {
  const { enterpriseNumber, citizenId } = holder;
  const name = fullName('member' in holder ? holder.member : holder.request);
  const by = { kind: 'oneself' } as const;
  if ('request' in holder) {
    const settled = { id: holder.request.id, enterpriseNumber, decision: 'manager', by, sender: null } as const;
    await settleAccessRequest(tx, settled);
  } else if (holder.member.role !== 'manager') {
    await updateRole(tx, holder.member, 'manager');
    const event = { enterpriseNumber, name: 'role-changed', person: name, role: 'manager' } as const;
    await insertOrganisationEvent(tx, { ...event, by });
  }
  const verified = { enterpriseNumber, from: 'claimed', state: 'verified', by: { kind: 'person', name } } as const;
  await changeOrganisationState(tx, verified);
  await insertAuditEvent(tx, { name: 'mandate-shown', citizenId, network, details: { enterpriseNumber } });
}
