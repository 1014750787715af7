import { z } from 'zod';
import type { EnterpriseNumber } from '../../../domain/enterprise-number.ts';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';

const EVENT_NAMES = [
  'profile-created',
  'organisation-changed',
  'state-changed',
  'access-asked',
  'access-withdrawn',
  'access-handed-over',
  'access-accepted',
  'access-refused',
  'role-changed',
  'job-title-changed',
  'membership-end-set',
  'membership-end-cancelled',
  'membership-ended',
  'member-invited',
  'invitation-cancelled',
  'invitation-accepted',
] as const;
export type OrganisationEventName = (typeof EVENT_NAMES)[number];

export const OrganisationEvent = z.strictObject({
  id: z.coerce.string(),
  name: z.enum(EVENT_NAMES),
  happenedAt: z.date(),
  /** Whom it concerns, by name as it was then. */
  person: z.string(),
  /** Who did it; null when the portal did, or the commune. */
  actor: z.string().nullable(),
  byCommune: z.boolean(),
  detail: z.string().nullable(),
});
export type OrganisationEvent = z.infer<typeof OrganisationEvent>;

/** Somebody by name, the commune, or nobody: the portal itself. */
export type EventActor = { name: string } | 'commune' | null;
type NewEvent = {
  enterpriseNumber: EnterpriseNumber;
  name: OrganisationEventName;
  person: string;
  by: EventActor;
  detail?: string;
};

export async function insertOrganisationEvent(tx: Transaction, event: NewEvent): Promise<void> {
  const byCommune = event.by === 'commune';
  const actor = event.by === null || event.by === 'commune' ? null : event.by.name;
  await tx.run(sql`
    insert into organisation_events (enterprise_number, name, person, actor, by_commune, detail)
    values (${event.enterpriseNumber}, ${event.name}, ${event.person}, ${actor}, ${byCommune},
      ${event.detail ?? null})`);
}

type Page = { enterpriseNumber: EnterpriseNumber; limit: number; beforeId?: string | undefined };

/** Newest first; `beforeId` is the last of the page before. */
export function listOrganisationEvents(
  db: Db,
  { enterpriseNumber, limit, beforeId }: Page,
): Promise<OrganisationEvent[]> {
  return db.many(
    OrganisationEvent,
    sql`
    select id, name, happened_at as "happenedAt", person, actor, by_commune as "byCommune", detail
    from organisation_events
    where enterprise_number = ${enterpriseNumber} and id < coalesce(${beforeId ?? null}::bigint, 9223372036854775807)
    order by id desc
    limit ${limit}`,
  );
}
