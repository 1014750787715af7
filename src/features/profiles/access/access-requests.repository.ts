import { z } from 'zod';
import { type JobTitle, jobTitles } from '../../../domain/job-titles.ts';
import { LANGUAGES } from '../../../domain/language.ts';
import { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { ACCESS_REQUEST_STATUSES } from './access-request-statuses.ts';

export const AccessRequest = z.strictObject({
  id: z.uuid(),
  citizenId: z.uuid(),
  jobTitle: z.enum(jobTitles),
  askedAt: z.date(),
  handedOverAt: z.date().nullable(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  emailConfirmed: z.boolean(),
  language: z.enum(LANGUAGES),
});
export type AccessRequest = z.infer<typeof AccessRequest>;
const columns = sql`access_requests.id, citizen_id as "citizenId", job_title as "jobTitle", asked_at as "askedAt",
  handed_over_at as "handedOverAt", first_name as "firstName", last_name as "lastName", email,
  email_confirmed_at is not null as "emailConfirmed", language`;

export function listOpenAccessRequests(db: Db, enterpriseNumber: EnterpriseNumber): Promise<AccessRequest[]> {
  return db.many(
    AccessRequest,
    sql`
    select ${columns} from access_requests join citizens on citizens.id = citizen_id
    where enterprise_number = ${enterpriseNumber} and access_requests.status = 'open'
      and citizens.status = 'active'
    order by asked_at`,
  );
}

type Asked = { enterpriseNumber: EnterpriseNumber; citizenId: string; jobTitle: JobTitle };

/** Returns false when this citizen already has an open request. */
export async function insertAccessRequest(tx: Transaction, asked: Asked): Promise<boolean> {
  const inserted = await tx.run(sql`
    insert into access_requests (enterprise_number, citizen_id, job_title)
    values (${asked.enterpriseNumber}, ${asked.citizenId}, ${asked.jobTitle})
    on conflict (enterprise_number, citizen_id) where status = 'open' do nothing`);
  return inserted === 1;
}

type Decision = { id: string; enterpriseNumber: EnterpriseNumber; status: 'accepted' | 'refused' };

/** Records the answer. Returns null when the request was answered before: of two managers at once, one decides. */
export function updateAccessRequestDecided(tx: Transaction, decision: Decision): Promise<AccessRequest | null> {
  return tx.maybe(
    AccessRequest,
    sql`
    update access_requests set status = ${decision.status}, decided_at = now()
    from citizens
    where citizens.id = citizen_id and access_requests.id = ${decision.id}
      and enterprise_number = ${decision.enterpriseNumber} and access_requests.status = 'open'
      and citizens.status = 'active'
    returning ${columns}`,
  );
}

export const PendingAccessRequest = z.strictObject({ askedAt: z.date(), handedOverAt: z.date().nullable() });
export type PendingAccessRequest = z.infer<typeof PendingAccessRequest>;

/** Returns the open request of this citizen, or null. */
export function findPendingAccessRequest(
  db: Db,
  { enterpriseNumber, citizenId }: Omit<Asked, 'jobTitle'>,
): Promise<PendingAccessRequest | null> {
  return db.maybe(
    PendingAccessRequest,
    sql`
    select asked_at as "askedAt", handed_over_at as "handedOverAt" from access_requests
    where enterprise_number = ${enterpriseNumber} and citizen_id = ${citizenId} and status = 'open'`,
  );
}

const Refused = z.strictObject({ jobTitle: z.enum(jobTitles), refusedAt: z.date() });
/** A request that the managers refused and that the commune has not looked at. */
export type RefusedAccessRequest = z.infer<typeof Refused>;

/**
 * Returns the last request of this citizen when the managers refused it; null when there is none, when it waits for an
 * answer, or when the commune could decide it too.
 */
export function findRefusedAccessRequest(
  db: Db,
  { enterpriseNumber, citizenId }: Omit<Asked, 'jobTitle'>,
): Promise<RefusedAccessRequest | null> {
  return db.maybe(
    Refused,
    sql`
    select job_title as "jobTitle", decided_at as "refusedAt"
    from (select * from access_requests
      where enterprise_number = ${enterpriseNumber} and citizen_id = ${citizenId}
      order by asked_at desc limit 1) last
    where status = 'refused' and handed_over_at is null`,
  );
}

/** Inserts a request that the commune decides from its first moment. Returns false when one is open already. */
export async function insertAccessRequestAtCommune(tx: Transaction, asked: Asked): Promise<boolean> {
  const inserted = await tx.run(sql`
    insert into access_requests (enterprise_number, citizen_id, job_title, handed_over_at)
    values (${asked.enterpriseNumber}, ${asked.citizenId}, ${asked.jobTitle}, now())
    on conflict (enterprise_number, citizen_id) where status = 'open' do nothing`);
  return inserted === 1;
}

/** Accepts the open request of somebody who joins by an invitation. */
export async function updateOpenAccessRequestAccepted(
  tx: Transaction,
  { enterpriseNumber, citizenId }: Omit<Asked, 'jobTitle'>,
): Promise<void> {
  await tx.run(sql`
    update access_requests set status = 'accepted', decided_at = now()
    where enterprise_number = ${enterpriseNumber} and citizen_id = ${citizenId} and status = 'open'`);
}

/** Withdraws the request for the person who made it. Returns false when it was answered meanwhile. */
export async function updateAccessRequestWithdrawn(
  tx: Transaction,
  { enterpriseNumber, citizenId }: Omit<Asked, 'jobTitle'>,
): Promise<boolean> {
  const touched = await tx.run(sql`
    update access_requests set status = 'withdrawn', decided_at = now()
    where enterprise_number = ${enterpriseNumber} and citizen_id = ${citizenId} and status = 'open'`);
  return touched === 1;
}

/** Locks the open requests of a citizen, and so waits for an answer that is being given to one of them. */
export async function lockOpenAccessRequests(tx: Transaction, citizenId: string): Promise<void> {
  await tx.many(
    z.strictObject({ id: z.uuid() }),
    sql`
    select id from access_requests where citizen_id = ${citizenId} and status = 'open' order by id for update`,
  );
}

/** Deletes the open requests when the account closes. Returns the numbers of their organisations. */
export async function deleteOpenAccessRequests(tx: Transaction, citizenId: string): Promise<EnterpriseNumber[]> {
  const deleted = await tx.many(
    z.strictObject({ enterpriseNumber: EnterpriseNumber }),
    sql`
    delete from access_requests where citizen_id = ${citizenId} and status = 'open'
    returning enterprise_number as "enterpriseNumber"`,
  );
  return deleted.map(({ enterpriseNumber }) => enterpriseNumber);
}

export const OwnAccessRequest = z.strictObject({
  enterpriseNumber: EnterpriseNumber,
  status: z.enum(ACCESS_REQUEST_STATUSES),
  askedAt: z.date(),
  /** The moment from which the commune may decide too; null while only the managers may. */
  handedOverAt: z.date().nullable(),
});
export type OwnAccessRequest = z.infer<typeof OwnAccessRequest>;

/**
 * Returns the newest first, for the person who made them. It holds the organisation's number, never a name of its
 * people.
 */
export function listAccessRequestsOfCitizen(
  db: Db,
  { citizenId, limit }: { citizenId: string; limit: number },
): Promise<OwnAccessRequest[]> {
  return db.many(
    OwnAccessRequest,
    sql`
    select enterprise_number as "enterpriseNumber", status, asked_at as "askedAt", handed_over_at as "handedOverAt"
    from access_requests
    where citizen_id = ${citizenId}
    order by asked_at desc
    limit ${limit}`,
  );
}
