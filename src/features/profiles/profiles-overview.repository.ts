import { z } from 'zod';
import { jobTitles } from '../../domain/job-titles.ts';
import { EnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';
import { type Db, sql } from '../../platform/database.ts';
import { ACCESS_REQUEST_STATUSES } from './access/access-request-statuses.ts';
import { ProfileDraft } from './new-profile/profile-draft.ts';

const AskedAccess = z.strictObject({
  enterpriseNumber: EnterpriseNumber,
  status: z.enum(ACCESS_REQUEST_STATUSES),
  askedAt: z.coerce.date(),
  /** The moment from which the commune may decide too; null while only the managers may. */
  handedOverAt: z.coerce.date().nullable(),
});
/** A request that the citizen made. It holds the organisation's number, never a name of its people. */
export type AskedAccess = z.infer<typeof AskedAccess>;

const RequestToDecide = z.strictObject({
  enterpriseNumber: EnterpriseNumber,
  organisationName: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  jobTitle: z.enum(jobTitles),
  askedAt: z.coerce.date(),
});
/** Somebody who waits for an answer to act for an organisation that the citizen manages. */
export type RequestToDecide = z.infer<typeof RequestToDecide>;

const OwnInvitation = z.strictObject({
  id: z.uuid(),
  enterpriseNumber: EnterpriseNumber,
  organisationName: z.string(),
  expiresAt: z.coerce.date(),
});
/** An invitation to act for an organisation, sent to the confirmed address of the citizen. */
export type OwnInvitation = z.infer<typeof OwnInvitation>;

const ProfilesOverview = z.strictObject({
  asked: z.array(AskedAccess),
  /** The longest waiting first, ten at most. The page of the members shows all of them. */
  toDecide: z.array(RequestToDecide),
  /** The last ones first, ten at most; none while the address is not confirmed. */
  invitations: z.array(OwnInvitation),
  /** Profiles that were begun but not created, the newest draft of each number. */
  unfinished: z.array(ProfileDraft),
});
export type ProfilesOverview = z.infer<typeof ProfilesOverview>;

const asked = (citizenId: string) => sql`
  select jsonb_agg(jsonb_build_object('enterpriseNumber', enterprise_number, 'status', status, 'askedAt', asked_at,
    'handedOverAt', handed_over_at) order by asked_at desc)
  from (select * from access_requests where citizen_id = ${citizenId} order by asked_at desc limit 20) recent`;

const toDecide = (citizenId: string) => sql`
  select jsonb_agg(jsonb_build_object('enterpriseNumber', enterprise_number, 'organisationName', name,
    'firstName', first_name, 'lastName', last_name, 'jobTitle', job_title, 'askedAt', asked_at) order by asked_at)
  from (
    select enterprise_number, organisations.name, first_name, last_name, access_requests.job_title, asked_at
    from active_memberships own join organisations using (enterprise_number)
      join access_requests using (enterprise_number) join citizens on citizens.id = access_requests.citizen_id
    where own.citizen_id = ${citizenId} and role = 'manager' and access_requests.status = 'open'
      and citizens.status = 'active'
    order by asked_at limit 10
  ) waiting`;

const invitations = (citizenId: string) => sql`
  select jsonb_agg(jsonb_build_object('id', id, 'enterpriseNumber', enterprise_number, 'organisationName', name,
    'expiresAt', expires_at) order by expires_at desc)
  from (
    select usable.id, enterprise_number, organisations.name, expires_at
    from usable_invitations usable join organisations using (enterprise_number)
    where usable.email = (select email from citizens where id = ${citizenId} and email_confirmed_at is not null)
    order by expires_at desc limit 10
  ) usable`;

const unfinished = (citizenId: string) => sql`
  select jsonb_agg(jsonb_build_object('id', id, 'enterpriseNumber', enterprise_number, 'answers', answers,
    'completed', completed_at is not null))
  from (
    select distinct on (enterprise_number) * from profile_drafts
    where citizen_id = ${citizenId} and completed_at is null
      and not exists (select from organisations where organisations.enterprise_number = profile_drafts.enterprise_number)
    order by enterprise_number, created_at desc limit 5
  ) newest`;

/**
 * Reads, in one statement for Mon espace, the citizen's requests, the organisations where somebody waits for their
 * decision, the invitations they received, and the drafts they began.
 */
export function getProfilesOverview(db: Db, citizenId: string): Promise<ProfilesOverview> {
  return db.one(
    ProfilesOverview,
    sql`
    select coalesce((${asked(citizenId)}), '[]') as asked, coalesce((${toDecide(citizenId)}), '[]') as "toDecide",
      coalesce((${invitations(citizenId)}), '[]') as invitations,
      coalesce((${unfinished(citizenId)}), '[]') as unfinished`,
  );
}
