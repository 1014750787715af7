import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { type PageOfRows, pageSql } from '../../../platform/postgres/pages.ts';
import { type NewEvent, OrganisationEvent } from './organisation-event.ts';

/** The value of the column for an event about the organisation itself. README.md says why it is not null. */
const OF_NOBODY = '';

export async function insertOrganisationEvent(
  tx: Transaction,
  event: NewEvent & { enterpriseNumber: EnterpriseNumber },
): Promise<void> {
  const { enterpriseNumber, name, by } = event;
  const person = name === 'state-changed' ? OF_NOBODY : event.person;
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
    case 'profile-created':
    case 'access-asked':
    case 'access-withdrawn':
    case 'access-handed-over':
    case 'access-appealed':
    case 'access-refused':
    case 'membership-end-cancelled':
    case 'membership-ended':
    case 'accounts-merged':
    case 'invitation-cancelled':
      return null;
  }
}

/** Returns the newest first. Ids grow with time, so the id alone is the key of a page. */
export function listOrganisationEvents(
  db: Db,
  { enterpriseNumber, ...page }: PageOfRows & { enterpriseNumber: EnterpriseNumber },
): Promise<OrganisationEvent[]> {
  const { beyond, order } = pageSql(page, {
    by: ['id'],
    newestFirst: true,
    row: (id) => sql`select id from organisation_events where enterprise_number = ${enterpriseNumber} and id = ${id}`,
  });
  return db.many(
    OrganisationEvent,
    sql`
    select id, name, happened_at as "happenedAt", nullif(person, ${OF_NOBODY}) as person,
      nullif(detail, '') as detail, jsonb_strip_nulls(jsonb_build_object('name', actor,
      'kind', coalesce(done_by, case when by_commune then 'commune' when actor is null then 'unrecorded' else 'person' end)
    )) as by
    from organisation_events
    where enterprise_number = ${enterpriseNumber} and ${beyond}
    order by ${order}`,
  );
}
