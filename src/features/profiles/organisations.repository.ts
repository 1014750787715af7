import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../platform/database.ts';
import { organisationKinds } from './legal-forms.ts';

export const Organisation = z.strictObject({
  enterpriseNumber: z.string(),
  kind: z.enum(organisationKinds),
  name: z.string(),
  vatLiable: z.boolean(),
  state: z.enum(['claimed', 'verified', 'contested']),
});
export type Organisation = z.infer<typeof Organisation>;
const columns = sql`enterprise_number as "enterpriseNumber", kind, name, vat_liable as "vatLiable", state`;

export function findOrganisation(db: Db, enterpriseNumber: string): Promise<Organisation | null> {
  return db.maybe(
    Organisation,
    sql`select ${columns} from organisations where enterprise_number = ${enterpriseNumber}`,
  );
}

export type NewOrganisation = Pick<Organisation, 'enterpriseNumber' | 'kind' | 'name' | 'vatLiable'>;

/** False when somebody created it first: the primary key decides, however many press « Créer » at once. */
export async function insertOrganisation(tx: Transaction, organisation: NewOrganisation): Promise<boolean> {
  const { enterpriseNumber, kind, name, vatLiable } = organisation;
  const inserted = await tx.run(sql`
    insert into organisations (enterprise_number, kind, name, vat_liable)
    values (${enterpriseNumber}, ${kind}, ${name}, ${vatLiable})
    on conflict (enterprise_number) do nothing`);
  return inserted === 1;
}

/** Whoever changes the members waits here for each other, so that the last manager is counted right. */
export async function lockOrganisation(tx: Transaction, enterpriseNumber: string): Promise<void> {
  await tx.one(
    z.strictObject({ enterpriseNumber: z.string() }),
    sql`
    select enterprise_number as "enterpriseNumber" from organisations
    where enterprise_number = ${enterpriseNumber} for update`,
  );
}

/** In the order of their numbers, so that two who do this at once wait instead of blocking each other. */
export async function lockOrganisationsOf(tx: Transaction, citizenId: string): Promise<void> {
  await tx.many(
    z.strictObject({ enterpriseNumber: z.string() }),
    sql`
    select enterprise_number as "enterpriseNumber" from organisations
    where enterprise_number in (select enterprise_number from memberships where citizen_id = ${citizenId} and ended_at is null)
    order by enterprise_number for update`,
  );
}

const EVENT_NAMES = [
  'profile-created',
  'access-asked',
  'access-accepted',
  'access-refused',
  'role-changed',
  'membership-ended',
  'member-invited',
  'invitation-accepted',
] as const;

export const OrganisationEvent = z.strictObject({
  name: z.enum(EVENT_NAMES),
  happenedAt: z.date(),
  person: z.string(),
});
export type OrganisationEvent = z.infer<typeof OrganisationEvent>;
export type OrganisationEventName = (typeof EVENT_NAMES)[number];

type NewEvent = { enterpriseNumber: string; name: OrganisationEventName; person: string };

export async function insertOrganisationEvent(tx: Transaction, event: NewEvent): Promise<void> {
  await tx.run(sql`
    insert into organisation_events (enterprise_number, name, person)
    values (${event.enterpriseNumber}, ${event.name}, ${event.person})`);
}

/** Newest first. */
export function listOrganisationEvents(db: Db, enterpriseNumber: string): Promise<OrganisationEvent[]> {
  return db.many(
    OrganisationEvent,
    sql`
    select name, happened_at as "happenedAt", person from organisation_events
    where enterprise_number = ${enterpriseNumber}
    order by happened_at desc, id desc
    limit 100`,
  );
}
