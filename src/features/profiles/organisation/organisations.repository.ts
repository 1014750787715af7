import { z } from 'zod';
import { legalFormKeys, organisationKinds } from '../../../domain/legal-forms.ts';
import { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { ORGANISATION_STATES, type OrganisationState } from './organisation-states.ts';

export const Organisation = z.strictObject({
  enterpriseNumber: EnterpriseNumber,
  kind: z.enum(organisationKinds),
  name: z.string(),
  vatLiable: z.boolean(),
  legalForm: z.enum(legalFormKeys).nullable(),
  state: z.enum(ORGANISATION_STATES),
});
export type Organisation = z.infer<typeof Organisation>;
const columns = sql`enterprise_number as "enterpriseNumber", kind, name, vat_liable as "vatLiable",
  legal_form as "legalForm", state`;

export function findOrganisation(db: Db, enterpriseNumber: EnterpriseNumber): Promise<Organisation | null> {
  return db.maybe(
    Organisation,
    sql`select ${columns} from organisations where enterprise_number = ${enterpriseNumber}`,
  );
}

/** The part of an organisation's data that its managers declare. */
export type OrganisationIdentity = Pick<Organisation, 'kind' | 'name' | 'vatLiable' | 'legalForm'>;
export type NewOrganisation = OrganisationIdentity & { enterpriseNumber: EnterpriseNumber };

/**
 * Returns false when somebody else created it first. The primary key decides, however many people press « Créer » at
 * once.
 */
export async function insertOrganisation(tx: Transaction, organisation: NewOrganisation): Promise<boolean> {
  const { enterpriseNumber, kind, name, vatLiable, legalForm } = organisation;
  const inserted = await tx.run(sql`
    insert into organisations (enterprise_number, kind, name, vat_liable, legal_form)
    values (${enterpriseNumber}, ${kind}, ${name}, ${vatLiable}, ${legalForm})
    on conflict (enterprise_number) do nothing`);
  return inserted === 1;
}

/**
 * Returns false once the commune has checked or contests the organisation: its managers can no longer change the
 * details.
 */
export async function updateOrganisationIdentity(
  tx: Transaction,
  enterpriseNumber: EnterpriseNumber,
  { kind, name, vatLiable, legalForm }: OrganisationIdentity,
): Promise<boolean> {
  const touched = await tx.run(sql`
    update organisations set kind = ${kind}, name = ${name}, vat_liable = ${vatLiable}, legal_form = ${legalForm}
    where enterprise_number = ${enterpriseNumber} and state = 'claimed'`);
  return touched === 1;
}

/** Returns false when it already has that state, or no longer has the state `from`. */
export async function updateOrganisationState(
  tx: Transaction,
  enterpriseNumber: EnterpriseNumber,
  { from, state }: { from: OrganisationState; state: OrganisationState },
): Promise<boolean> {
  const touched = await tx.run(sql`
    update organisations set state = ${state}
    where enterprise_number = ${enterpriseNumber} and state = ${from} and state <> ${state}`);
  return touched === 1;
}

/**
 * Locks the organisation, so that changes of its members are made one after the other and the last manager is counted
 * correctly. `for update` would also wait for transactions that only refer to the row, as every event does, and
 * deadlock with them.
 */
export async function lockOrganisation(tx: Transaction, enterpriseNumber: EnterpriseNumber): Promise<void> {
  await tx.one(
    z.strictObject({ enterpriseNumber: EnterpriseNumber }),
    sql`
    select enterprise_number as "enterpriseNumber" from organisations
    where enterprise_number = ${enterpriseNumber} for no key update`,
  );
}

/**
 * Locks the citizen's organisations in the order of their numbers, so that two calls at once wait for each other
 * instead of deadlocking.
 */
export async function lockOrganisationsOf(tx: Transaction, citizenId: string): Promise<void> {
  await tx.many(
    z.strictObject({ enterpriseNumber: EnterpriseNumber }),
    sql`
    select enterprise_number as "enterpriseNumber" from organisations
    where enterprise_number in (select enterprise_number from active_memberships where citizen_id = ${citizenId})
    order by enterprise_number for no key update`,
  );
}
