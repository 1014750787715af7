import { randomUUID } from 'node:crypto';
import { isOpen, type SubmissionStatus } from '../../../src/features/submissions/submission-status.ts';
import { type Database, sql } from '../../../src/platform/database.ts';

type Answers = Readonly<Record<string, string | number | boolean | readonly string[]>>;
export type NewSubmission = {
  /** The address of the account that files it. */
  email: string;
  /** The organisation that it belongs to; null for the person. */
  enterpriseNumber?: string | null;
  slug?: string;
  status?: SubmissionStatus;
  language?: 'fr' | 'nl' | 'en' | 'de';
  answers?: Answers;
  feeCents?: number | null;
  filedAt?: Date;
  changedAt?: Date;
  dueOn?: string | null;
};

/** Files a submission by SQL, in any status, without a draft. `reference` is eleven digits. */
export async function insertSubmission(
  db: Database,
  wanted: NewSubmission,
): Promise<{ id: string; reference: string }> {
  const { email, enterpriseNumber = null, slug = 'event-permit', status = 'submitted', language = 'fr' } = wanted;
  const { answers = {}, feeCents = 0, filedAt = new Date(), dueOn = null } = wanted;
  const id = randomUUID();
  const filed = await db.transaction((tx) =>
    tx.run(sql`
      with numbered as (
        select citizens.id as citizen_id, citizens.first_name, citizens.last_name, citizens.email,
          submission_reference(${filedAt}, nextval('submission_numbers')) as reference,
          (select max(version) from procedure_versions where slug = ${slug}) as version,
          (select name from organisations where enterprise_number = ${enterpriseNumber}) as organisation_name
        from citizens where lower(email) = lower(${email})
      ), filed as (
        insert into submissions (id, reference, citizen_id, enterprise_number, slug, version, first_name, last_name, email,
          organisation_name, answers, status, language, fee_cents, structured_communication, filed_at, changed_at, due_on,
          closed_at)
        select ${id}, reference, citizen_id, ${enterpriseNumber}, ${slug}, version, first_name, last_name, email,
          organisation_name, ${JSON.stringify(answers)}::jsonb, ${status}, ${language}, ${feeCents},
          case when ${feeCents ?? 0}::integer > 0 then structured_communication(reference) end,
          ${filedAt}, ${wanted.changedAt ?? filedAt}, ${dueOn},
          ${isOpen(status) ? null : (wanted.changedAt ?? filedAt)}::timestamptz
        from numbered
        returning id, citizen_id, filed_at
      )
      insert into submission_events (submission_id, happened_at, name, citizen_id)
      select id, filed_at, 'filed', citizen_id from filed`),
  );
  if (filed !== 1) throw new Error(`nobody has the address ${email}`);
  const { rows } = await db.pool.query('select reference from submissions where id = $1', [id]);
  return { id, reference: rows[0].reference };
}
