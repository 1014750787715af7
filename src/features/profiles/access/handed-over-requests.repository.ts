import { z } from 'zod';
import { jobTitles } from '../../../domain/job-titles.ts';
import { LANGUAGES } from '../../../domain/language.ts';
import { organisationKinds } from '../../../domain/legal-forms.ts';
import { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { type PageOfRows, pageSql } from '../../../platform/postgres/pages.ts';
import { ORGANISATION_STATES } from '../organisation/organisation-states.ts';

/** The managers have this many days before the commune may decide too. */
export const DAYS_FOR_MANAGERS = 10;

const HandedOver = z.strictObject({
  enterpriseNumber: EnterpriseNumber,
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  language: z.enum(LANGUAGES),
});

/**
 * Hands over the requests that no manager answered in time, each of them once. It skips a request that is being
 * answered at this moment, which the next hour's run finds again.
 */
export function updateAccessRequestsHandedOver(tx: Transaction): Promise<z.infer<typeof HandedOver>[]> {
  return tx.many(
    HandedOver,
    sql`
    update access_requests set handed_over_at = now()
    from citizens
    where citizens.id = citizen_id and citizens.status = 'active' and access_requests.id in (
      select id from access_requests
      where status = 'open' and handed_over_at is null and asked_at < now() - make_interval(days => ${DAYS_FOR_MANAGERS})
      for update skip locked)
    returning enterprise_number as "enterpriseNumber", first_name as "firstName", last_name as "lastName", email, language`,
  );
}

export const HandedOverRequest = z.strictObject({
  id: z.uuid(),
  enterpriseNumber: EnterpriseNumber,
  organisationName: z.string(),
  organisationKind: z.enum(organisationKinds),
  organisationState: z.enum(ORGANISATION_STATES),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  emailConfirmed: z.boolean(),
  jobTitle: z.enum(jobTitles),
  askedAt: z.date(),
  handedOverAt: z.date(),
  /** When the managers refused an earlier request of this person; null when they never did. */
  refusedAt: z.date().nullable(),
});
/** A request for access that waits for the commune, with the person who asks and the organisation. */
export type HandedOverRequest = z.infer<typeof HandedOverRequest>;
const columns = sql`access_requests.id, enterprise_number as "enterpriseNumber", organisations.name as "organisationName",
  organisations.kind as "organisationKind", organisations.state as "organisationState", first_name as "firstName",
  last_name as "lastName", email, email_confirmed_at is not null as "emailConfirmed", job_title as "jobTitle",
  asked_at as "askedAt", handed_over_at as "handedOverAt",
  (select max(decided_at) from access_requests earlier
    where earlier.enterprise_number = access_requests.enterprise_number and earlier.citizen_id = access_requests.citizen_id
      and earlier.status = 'refused' and earlier.handed_over_at is null) as "refusedAt"`;
const waiting = sql`access_requests join organisations using (enterprise_number)
  join citizens on citizens.id = citizen_id and citizens.status = 'active'`;

/** Returns the longest waiting first. */
export function listHandedOverRequests(db: Db, page: PageOfRows): Promise<HandedOverRequest[]> {
  const { beyond, order } = pageSql(page, {
    by: ['handed_over_at', 'access_requests.id'],
    newestFirst: false,
    // The condition « open » is left out here, so that the page's starting point is still found when its request was
    // answered meanwhile.
    row: (id) => sql`select handed_over_at, id from access_requests where id = ${id}`,
  });
  return db.many(
    HandedOverRequest,
    sql`
    select ${columns} from ${waiting}
    where access_requests.status = 'open' and handed_over_at is not null and ${beyond}
    order by ${order}`,
  );
}

/** Returns null once the request is answered. */
export function findHandedOverRequest(db: Db, id: string): Promise<HandedOverRequest | null> {
  return db.maybe(
    HandedOverRequest,
    sql`
    select ${columns} from ${waiting}
    where access_requests.id = ${id} and access_requests.status = 'open' and handed_over_at is not null`,
  );
}
