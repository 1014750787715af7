import type { EnterpriseNumber } from '../../../domain/enterprise-number.ts';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { type NewEvent, NOBODY, OrganisationEvent } from './organisation-event.ts';

export async function insertOrganisationEvent(
  tx: Transaction,
  event: NewEvent & { enterpriseNumber: EnterpriseNumber },
): Promise<void> {
  const { enterpriseNumber, name, by } = event;
  const person = name === 'state-changed' ? NOBODY : event.person;
  const actor = by.kind === 'person' ? by.name : null;
  await tx.run(sql`
    insert into organisation_events (enterprise_number, name, person, done_by, actor, by_commune, detail)
    values (${enterpriseNumber}, ${name}, ${person}, ${by.kind}, ${actor}, ${by.kind === 'commune'}, ${detailOf(event)})`);
}

function detailOf(event: NewEvent): string | null {
  switch (event.name) {
    case 'access-accepted':
    case 'role-changed':
    case 'member-invited':
    case 'invitation-accepted':
      return event.role;
    case 'job-title-changed':
      return event.jobTitle;
    case 'membership-end-set':
      return event.endsOn;
    case 'organisation-changed':
      return event.parts.join(' ');
    case 'state-changed':
      return event.state;
    default:
      return null;
  }
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
    select id, name, happened_at as "happenedAt", person, detail, jsonb_strip_nulls(jsonb_build_object('name', actor,
      'kind', coalesce(done_by, case when by_commune then 'commune' when actor is null then 'unrecorded' else 'person' end)
    )) as by
    from organisation_events
    where enterprise_number = ${enterpriseNumber} and id < coalesce(${beforeId ?? null}::bigint, 9223372036854775807)
    order by id desc
    limit ${limit}`,
  );
}
