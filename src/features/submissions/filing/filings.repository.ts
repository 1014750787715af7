import { z } from 'zod';
import { LANGUAGES, type Language } from '../../../domain/language.ts';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import type { IdentifiedPerson } from '../../identification/find-identification.ts';
import type { Answers } from '../../procedures/definition/answers.ts';
import { Department } from '../../procedures/definition/departments.ts';
import type { DeskChannel } from '../filer/desk-visit.ts';
import { SUBMISSION_STATUSES, type SubmissionStatus } from '../submission-status.ts';
import type { WhoFiles } from './who-files.ts';

export type NewSubmission = WhoFiles & {
  /** The id of the draft, which the submission keeps. */
  id: string;
  /** The answers of visible fields only, with national numbers sealed. */
  answers: Answers;
  /** The documents that visible fields hold. Others go with the draft. */
  documents: readonly string[];
  declared: readonly string[];
  status: SubmissionStatus;
  language: Language;
  feeCents: number | null;
  dueOn: string | null;
  /** The identification of the filer; null where the démarche does not ask for the card. */
  identified: Pick<IdentifiedPerson, 'level' | 'means' | 'identifiedAt'> | null;
  /** The agent who entered it for somebody, and the account of that person; null for what people file themselves. */
  desk: { agent: { id: string }; channel: DeskChannel; citizenId: string | null } | null;
  /** The code that brings the submission into an account; it is kept only while no account has it. */
  claimCode: string;
};

/**
 * Turns a draft into a submission, in one statement: the submission with its reference, its first event, its documents,
 * and the end of the draft. Returns the reference. Throws a violation of `submissions_pkey` when it was filed already.
 */
export async function insertSubmission(tx: Transaction, filed: NewSubmission): Promise<string> {
  const { reference } = await tx.one(
    z.strictObject({ reference: z.string() }),
    sql`
    with numbered as (select submission_reference(now(), nextval('submission_numbers')) as reference),
    filed as (
      insert into submissions (id, reference, citizen_id, guest_id, enterprise_number, slug, version, first_name, last_name,
        email, organisation_name, answers, declared, status, language, fee_cents, structured_communication, due_on,
        identified_level, identified_means, identified_at, channel)
      select drafts.id, reference, coalesce(citizen_id, ${filed.desk?.citizenId ?? null}::uuid),
        case when coalesce(citizen_id, ${filed.desk?.citizenId ?? null}::uuid) is null then guest_id end,
        drafts.enterprise_number, slug, version, ${filed.firstName}::text,
        ${filed.lastName}::text, ${filed.email}::text, organisations.name, ${JSON.stringify(filed.answers)}::jsonb,
        ${filed.declared}::text[], ${filed.status}::text, ${filed.language}::text, ${filed.feeCents}::integer,
        case when ${filed.feeCents}::integer > 0 then structured_communication(reference) end, ${filed.dueOn}::date,
        ${filed.identified?.level ?? null}::smallint, ${filed.identified?.means ?? null}::text,
        ${filed.identified?.identifiedAt ?? null}::timestamptz, ${filed.desk?.channel ?? 'online'}
      from numbered, drafts left join organisations using (enterprise_number)
      where drafts.id = ${filed.id}
      returning id, citizen_id, reference
    ), noted as (
      insert into submission_events (submission_id, name, citizen_id, staff_member_id)
      select id, 'filed', case when ${filed.desk === null} then citizen_id end, ${filed.desk?.agent.id ?? null}::uuid from filed
    ), coded as (
      insert into guest_codes (submission_id, code) select id, ${filed.claimCode} from filed where citizen_id is null
    ), kept as (
      update attachments set draft_id = null, submission_id = ${filed.id}
      where draft_id = ${filed.id} and id = any(${filed.documents}::uuid[])
    ), ended as (
      delete from drafts where id = ${filed.id}
    )
    select reference from filed`,
  );
  return reference;
}

const SubmissionToTell = z.strictObject({
  email: z.string().nullable(),
  /** Null for somebody without an account. */
  citizenId: z.uuid().nullable(),
  reference: z.string(),
  slug: z.string(),
  version: z.number().int(),
  status: z.enum(SUBMISSION_STATUSES),
  department: Department,
  language: z.enum(LANGUAGES),
  filedAt: z.date(),
  dueOn: z.iso.date().nullable(),
});
/** The content and the recipient of a mail about a submission, which never repeats an answer. */
export type SubmissionToTell = z.infer<typeof SubmissionToTell>;

/**
 * Returns null for an account that is closed or that wants no mails. The address is the account's of today; without an
 * account it is the one that was given, and null when none was.
 */
export function findSubmissionToTell(db: Db, id: string): Promise<SubmissionToTell | null> {
  return db.maybe(
    SubmissionToTell,
    sql`
    select coalesce(citizens.email, submissions.email) as email, citizen_id as "citizenId", reference, slug, version,
      submissions.status, department, submissions.language, filed_at as "filedAt", to_char(due_on, 'YYYY-MM-DD') as "dueOn"
    from submissions left join citizens on citizens.id = citizen_id
    where submissions.id = ${id} and (citizen_id is null or (citizens.status = 'active' and notify_by_email))`,
  );
}
