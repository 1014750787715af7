-- What is past its retention is destroyed once two administrators said so. The row stays, emptied: that something was filed, when,
-- and how it ended is kept as the archives law asks; what it held, and whom it named, is gone.
alter table submissions
  add column destroyed_at timestamptz,
  add column archived boolean not null default false,
  drop constraint submissions_of_organisations_have_names,
  add constraint submissions_of_organisations_have_names
    check (destroyed_at is not null or (enterprise_number is null) = (organisation_name is null)) not valid,
  add constraint submissions_destroyed_are_empty
    check (destroyed_at is null or (closed_at is not null and answers = '{}' and declared = '{}' and num_nonnulls(
      first_name, last_name, email, organisation_name, guest_id, assignee_id, identified_level) = 0)) not valid,
  add constraint submissions_archived_are_destroyed check (not archived or destroyed_at is not null) not valid;

-- The pages of a request read what still holds something: one that was destroyed has a page of its own.
drop view readable_submissions, handled_submissions;
create view filed_submissions as
  select submissions.*, citizen_id as reader_id from submissions where enterprise_number is null and citizen_id is not null
  union all
  select submissions.*, memberships.citizen_id from submissions
  join active_memberships memberships using (enterprise_number)
  union all
  select submissions.*, guest_id from submissions where guest_id is not null;
create view readable_submissions as select * from filed_submissions where destroyed_at is null;
create view handled_submissions as
  select submissions.*, staff_members.id as agent_id from submissions
  join staff_departments using (department)
  join staff_members on staff_members.id = staff_member_id and 'agent' = any (roles) and staff_members.status = 'active'
  where destroyed_at is null;

-- Who proposed what, who judged it, and the certificate, for ever. The names are those of that day.
create table retention_runs (
  id uuid constraint retention_runs_pkey primary key,
  slug text not null,
  fate text not null constraint retention_runs_fate_known check (fate in ('destroy', 'transfer')),
  status text not null default 'proposed'
    constraint retention_runs_status_known check (status in ('proposed', 'refused', 'destroying', 'done')),
  authorisation text not null
    constraint retention_runs_authorisation_within_length check (char_length(authorisation) between 1 and 300),
  proposed_by uuid not null constraint retention_runs_proposed_by_fkey references staff_members,
  proposed_by_name text not null,
  proposed_at timestamptz not null default now(),
  judged_by uuid constraint retention_runs_judged_by_fkey references staff_members,
  judged_by_name text,
  judged_at timestamptz,
  refusal text constraint retention_runs_refusal_within_length check (char_length(refusal) between 1 and 1000),
  done_at timestamptz,
  certificate text,
  constraint retention_runs_are_judged_wholly
    check (num_nonnulls(judged_by, judged_by_name, judged_at) = case when status = 'proposed' then 0 else 3 end),
  constraint retention_runs_are_confirmed_by_another check (status in ('proposed', 'refused') or judged_by <> proposed_by),
  constraint retention_runs_refused_have_reason check ((status = 'refused') = (refusal is not null)),
  constraint retention_runs_done_have_certificate
    check ((status = 'done') = (certificate is not null) and (status = 'done') = (done_at is not null))
);
create index retention_runs_newest on retention_runs (proposed_at desc, id desc);
create index retention_runs_of_proposer on retention_runs (proposed_by);
create index retention_runs_of_judge on retention_runs (judged_by);
create function refuse_change_of_retention_runs() returns trigger language plpgsql as $$
begin
  raise exception 'retention_runs are kept for ever';
end $$;
create trigger retention_runs_are_kept before delete or truncate on retention_runs
  for each statement execute function refuse_change_of_retention_runs();

-- The requests that a run is about, as they were frozen when it was proposed, and what became of each.
create table retention_run_submissions (
  run_id uuid not null constraint retention_run_submissions_run_id_fkey references retention_runs,
  submission_id uuid not null constraint retention_run_submissions_submission_id_fkey references submissions,
  outcome text constraint retention_run_submissions_outcome_known
    check (outcome in ('destroyed', 'not-due', 'run-refused')),
  constraint retention_run_submissions_pkey primary key (run_id, submission_id)
);
create unique index retention_run_submissions_under_way on retention_run_submissions (submission_id) where outcome is null;
create index retention_run_submissions_of_submission on retention_run_submissions (submission_id);
create function refuse_change_of_retention_run_submissions() returns trigger language plpgsql as $$
begin
  raise exception 'retention_run_submissions are kept for ever';
end $$;
create trigger retention_run_submissions_are_kept before delete or truncate on retention_run_submissions
  for each statement execute function refuse_change_of_retention_run_submissions();

-- The documents that went with their request: for the certificate, and so that whoever still holds one that the commune issued
-- can ask whether it did. Of its code only the digest is kept.
create table destroyed_documents (
  id uuid constraint destroyed_documents_pkey primary key,
  submission_id uuid not null constraint destroyed_documents_submission_id_fkey references submissions,
  bytes integer not null constraint destroyed_documents_bytes_is_positive check (bytes > 0),
  sha256 bytea not null constraint destroyed_documents_sha256_within_length check (octet_length(sha256) = 32),
  code_digest bytea constraint destroyed_documents_code_digest_key unique
    constraint destroyed_documents_code_digest_within_length check (octet_length(code_digest) = 32),
  issued_at timestamptz,
  constraint destroyed_documents_issued_have_code check ((code_digest is null) = (issued_at is null))
);
create index destroyed_documents_of_submission on destroyed_documents (submission_id, id);
create function refuse_change_of_destroyed_documents() returns trigger language plpgsql as $$
begin
  raise exception 'destroyed_documents is append-only';
end $$;
create trigger destroyed_documents_are_append_only before update or delete or truncate on destroyed_documents
  for each statement execute function refuse_change_of_destroyed_documents();

-- The timeline stays append-only: that something happened, when, and who did it. What was written with it goes with a request
-- that is destroyed, through this function alone, which runs as the owner of the table.
create or replace function refuse_change_of_submission_events() returns trigger language plpgsql as $$
begin
  if tg_level = 'ROW' and new.detail = '{}' and to_jsonb(new) - 'detail' = to_jsonb(old) - 'detail'
    and exists (select from submissions where id = old.submission_id and destroyed_at is not null) then
    return new;
  end if;
  raise exception 'submission_events is append-only';
end $$;
drop trigger submission_events_are_append_only on submission_events;
create trigger submission_events_are_append_only before delete or truncate on submission_events
  for each statement execute function refuse_change_of_submission_events();
create trigger submission_events_are_only_emptied before update on submission_events
  for each row execute function refuse_change_of_submission_events();
create function empty_events_of_destroyed_submission(destroyed uuid) returns void language sql security definer
  set search_path = public, pg_temp as $$
  update submission_events set detail = '{}'
  where submission_id = destroyed and name <> 'payment-received' and detail <> '{}' and exists (
    select from retention_run_submissions join retention_runs on retention_runs.id = run_id
    where retention_run_submissions.submission_id = destroyed and outcome = 'destroyed' and status = 'destroying')
$$;
