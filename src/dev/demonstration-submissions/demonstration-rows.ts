import { createHash } from 'node:crypto';
import { z } from 'zod';
import { localDateOf } from '../../domain/local-date.ts';
import { fullName } from '../../domain/person-name.ts';
import type { Citizen } from '../../features/accounts/citizens.repository.ts';
import { insertOrganisationEvent } from '../../features/profiles/history/organisation-events.repository.ts';
import { insertMembership } from '../../features/profiles/members/memberships.repository.ts';
import { insertOrganisation } from '../../features/profiles/organisation/organisations.repository.ts';
import { isOpen, type SubmissionStatus } from '../../features/submissions/submission-status.ts';
import { type Db, sql, type Transaction } from '../../platform/database.ts';
import type { DEMONSTRATION_ORGANISATIONS } from './demonstration-requests.ts';
import type { SmallDocument } from './small-documents.ts';

/** Returns true when this citizen ever filed something, as after the first start. */
export async function isDemonstrationLoaded(db: Db, citizenId: string): Promise<boolean> {
  const { loaded } = await db.one(
    z.strictObject({ loaded: z.boolean() }),
    sql`select exists (select from submissions where citizen_id = ${citizenId}) as loaded`,
  );
  return loaded;
}

type DemonstrationOrganisation = (typeof DEMONSTRATION_ORGANISATIONS)[keyof typeof DEMONSTRATION_ORGANISATIONS];
type Members = { manager: Citizen; member: Citizen };

/** Creates the profile with a manager and a member. Does nothing where somebody has created it already. */
export async function insertProfile(
  tx: Transaction,
  organisation: DemonstrationOrganisation,
  { manager, member }: Members,
): Promise<void> {
  const { enterpriseNumber, kind, name, vatLiable, legalForm } = organisation;
  if (!(await insertOrganisation(tx, { enterpriseNumber, kind, name, vatLiable, legalForm }))) return;
  const by = { kind: 'oneself' } as const;
  await insertOrganisationEvent(tx, { enterpriseNumber, name: 'profile-created', person: fullName(manager), by });
  for (const [citizen, role] of [[manager, 'manager'] as const, [member, 'member'] as const]) {
    const { id: citizenId, email, language: preferredLanguage } = citizen;
    const jobTitle = role === 'manager' ? 'director' : 'staff-member';
    await insertMembership(tx, { enterpriseNumber, citizenId, email, preferredLanguage, role, jobTitle });
  }
}

export type NewRequest = {
  id: string;
  citizen: Citizen;
  organisation: DemonstrationOrganisation | null;
  slug: string;
  version: number;
  /** The answers as JSON. */
  answers: string;
  declared: readonly string[];
  status: SubmissionStatus;
  feeCents: number | null;
  filedAt: Date;
  changedAt: Date;
  dueOn: string | null;
};

export async function insertRequest(tx: Transaction, request: NewRequest): Promise<void> {
  const { id, citizen, organisation, filedAt, feeCents } = request;
  await tx.run(sql`
    with numbered as (select submission_reference(${filedAt}, nextval('submission_numbers')) as reference)
    insert into submissions (id, reference, citizen_id, enterprise_number, organisation_name, slug, version, first_name,
      last_name, email, answers, declared, status, language, fee_cents, structured_communication, filed_at, changed_at, due_on,
      closed_at)
    select ${id}, reference, ${citizen.id}, ${organisation?.enterpriseNumber ?? null}, ${organisation?.name ?? null},
      ${request.slug}, ${request.version}, ${citizen.firstName}, ${citizen.lastName}, ${citizen.email},
      ${request.answers}::jsonb, ${request.declared}::text[], ${request.status}, ${citizen.language}, ${feeCents}::integer,
      case when ${feeCents ?? 0}::integer > 0 then structured_communication(reference) end, ${filedAt}, ${request.changedAt},
      ${request.dueOn}, ${isOpen(request.status) ? null : request.changedAt}::timestamptz
    from numbered`);
  await tx.run(sql`
    insert into submission_events (submission_id, happened_at, name, citizen_id)
    values (${id}, ${filedAt}, 'filed', ${citizen.id})`);
  await insertPayment(tx, request);
  await insertQuestion(tx, request);
}

/** Inserts the payment of a request that has a fee and waits for none, two days after it was filed. */
async function insertPayment(tx: Transaction, { id, status, feeCents, filedAt }: NewRequest): Promise<void> {
  if ((feeCents ?? 0) === 0 || status === 'awaiting-payment' || status === 'withdrawn') return;
  const paidAt = new Date(filedAt.getTime() + 2 * 86_400_000);
  const detail = JSON.stringify({ receivedOn: localDateOf(paidAt), amountCents: feeCents });
  await tx.run(sql`
    insert into submission_events (submission_id, happened_at, name, detail)
    values (${id}, ${paidAt}, 'payment-received', ${detail}::jsonb)`);
}

const QUESTION = {
  fr: 'Le plan est trop petit pour être lu. Envoyez-le en plus grand, avec le nom des rues.',
  nl: 'Het plan is te klein om te lezen. Stuur het groter, met de namen van de straten.',
};

/** Adds Nadia's question to a request that waits for the citizen: another plan, as each is about an event. */
async function insertQuestion(tx: Transaction, { id, status, citizen, changedAt }: NewRequest): Promise<void> {
  if (status !== 'to-complete') return;
  const text = citizen.language === 'nl' ? QUESTION.nl : QUESTION.fr;
  await tx.run(sql`
    insert into submission_events (submission_id, happened_at, name, detail, staff_member_id)
    select ${id}, ${changedAt}, 'completion-requested', ${JSON.stringify({ fields: ['plan'], text })}::jsonb,
      (select id from staff_members where email = 'nadia@demo.example')`);
  await tx.run(sql`update submissions set paused_on = ${localDateOf(changedAt)}::date where id = ${id}`);
}

export type NewDocument = SmallDocument & { id: string; name: string };

export async function insertDocument(
  tx: Transaction,
  { id, name, mediaType, content, submissionId }: NewDocument & { submissionId: string },
): Promise<void> {
  const sha256 = createHash('sha256').update(content).digest();
  await tx.run(sql`
    insert into attachments (id, submission_id, name, media_type, bytes, sha256, state)
    values (${id}, ${submissionId}, ${name}, ${mediaType}, ${content.length}, ${sha256}, 'unscanned')`);
}

export type BegunDraft = Pick<NewRequest, 'citizen' | 'organisation' | 'slug' | 'version' | 'answers'> & {
  steps: readonly string[];
};

export async function insertBegunDraft(tx: Transaction, draft: BegunDraft): Promise<void> {
  const { citizen, organisation, steps } = draft;
  const revisions = Object.fromEntries(steps.map((step, index) => [step, index + 2]));
  await tx.run(sql`
    insert into drafts (citizen_id, enterprise_number, slug, version, answers, revision, step_revisions, language)
    values (${citizen.id}, ${organisation?.enterpriseNumber ?? null}, ${draft.slug}, ${draft.version}, ${draft.answers}::jsonb,
      ${steps.length + 1}, ${JSON.stringify(revisions)}::jsonb, ${citizen.language})`);
}
