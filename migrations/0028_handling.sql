-- What the staff do with a submission: which department has it, who handles it, what was said and what was issued.

-- Which departments a member of the staff works for: whose submissions they see.
create table staff_departments (
  staff_member_id uuid not null constraint staff_departments_staff_member_id_fkey references staff_members on delete cascade,
  department text not null constraint staff_departments_department_is_kebab_case check (department ~ '^[a-z]+(-[a-z]+)*$'),
  constraint staff_departments_pkey primary key (staff_member_id, department)
);

alter table submissions
  add column department text,
  add column assignee_id uuid constraint submissions_assignee_id_fkey references staff_members,
  add column channel text not null default 'online'
    constraint submissions_channel_known check (channel in ('online', 'desk', 'phone', 'post')),
  add column revision integer not null default 1 constraint submissions_revision_is_positive check (revision > 0),
  add column paused_on date,
  add column closed_at timestamptz,
  add constraint submissions_paused_wait_for_the_citizen check (paused_on is null or status = 'to-complete');

update submissions set department = definition ->> 'department'
from procedure_versions versions where versions.slug = submissions.slug and versions.version = submissions.version;
update submissions set closed_at = changed_at where status in ('refused', 'delivered', 'withdrawn', 'closed');
alter table submissions alter column department set not null;

-- The department of the form, where the statement that files does not say another.
create function give_submission_its_department() returns trigger language plpgsql as $$
begin
  new.department := coalesce(new.department, (select definition ->> 'department' from procedure_versions
    where slug = new.slug and version = new.version));
  return new;
end $$;
create trigger submissions_have_a_department before insert on submissions
  for each row execute function give_submission_its_department();

-- What waits in a department, the newest first: the list of the staff.
create index submissions_of_department on submissions (department, filed_at desc, id desc);
-- Who handles what, in the list « à moi ».
create index submissions_of_assignee on submissions (assignee_id, filed_at desc, id desc) where assignee_id is not null;

-- A view keeps the columns that its table had: it is made again, so that it shows the new ones.
drop view readable_submissions;
create view readable_submissions as
  select submissions.*, citizen_id as reader_id from submissions where enterprise_number is null and citizen_id is not null
  union all
  select submissions.*, memberships.citizen_id from submissions
  join active_memberships memberships using (enterprise_number)
  union all
  select submissions.*, guest_id from submissions where guest_id is not null;

-- Which submissions an agent may read and handle: those of their departments, as long as they are an agent.
create view handled_submissions as
  select submissions.*, staff_members.id as agent_id from submissions
  join staff_departments using (department)
  join staff_members on staff_members.id = staff_member_id and role = 'agent' and staff_members.status = 'active';

-- What citizen and commune write to each other about a submission.
create table submission_messages (
  id uuid constraint submission_messages_pkey primary key default gen_random_uuid(),
  submission_id uuid not null constraint submission_messages_submission_id_fkey references submissions,
  sent_at timestamptz not null default now(),
  citizen_id uuid constraint submission_messages_citizen_id_fkey references citizens,
  staff_member_id uuid constraint submission_messages_staff_member_id_fkey references staff_members,
  text text not null constraint submission_messages_text_within_length check (char_length(text) between 1 and 20000),
  constraint submission_messages_have_one_sender check (citizen_id is null or staff_member_id is null)
);
create index submission_messages_of_submission on submission_messages (submission_id, sent_at, id);
create index submission_messages_of_citizen on submission_messages (citizen_id);
create index submission_messages_of_staff_member on submission_messages (staff_member_id);

-- What agents write for each other. It never leaves their pages.
create table submission_notes (
  id bigint generated always as identity constraint submission_notes_pkey primary key,
  submission_id uuid not null constraint submission_notes_submission_id_fkey references submissions,
  written_at timestamptz not null default now(),
  staff_member_id uuid not null constraint submission_notes_staff_member_id_fkey references staff_members,
  text text not null constraint submission_notes_text_within_length check (char_length(text) between 1 and 20000)
);
create index submission_notes_of_submission on submission_notes (submission_id, id);
create index submission_notes_of_staff_member on submission_notes (staff_member_id);

-- A document that came with a message is among those of the submission.
alter table attachments add column message_id uuid
  constraint attachments_message_id_fkey references submission_messages,
  add constraint attachments_of_messages_are_filed check (message_id is null or submission_id is not null);
create index attachments_of_message on attachments (message_id) where message_id is not null;

-- What the commune issued, for ever. Its content stands in the storage under its id, durable before the row is.
create table issued_documents (
  id uuid constraint issued_documents_pkey primary key,
  submission_id uuid not null constraint issued_documents_submission_id_fkey references submissions,
  -- By which anybody who holds the document asks whether the commune issued it.
  code text not null constraint issued_documents_code_key unique
    constraint issued_documents_code_is_sixteen_signs check (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  name text not null constraint issued_documents_name_within_length check (char_length(name) between 1 and 200),
  media_type text not null constraint issued_documents_media_type_is_one check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  bytes integer not null constraint issued_documents_bytes_is_positive check (bytes > 0),
  sha256 bytea not null constraint issued_documents_sha256_within_length check (octet_length(sha256) = 32),
  issued_at timestamptz not null default now(),
  staff_member_id uuid not null constraint issued_documents_staff_member_id_fkey references staff_members
);
create index issued_documents_of_submission on issued_documents (submission_id, issued_at, id);
create index issued_documents_of_staff_member on issued_documents (staff_member_id);
