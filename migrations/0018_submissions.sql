-- What was filed. Filing a draft twice is refused by the primary key: a submission takes the id of its draft.
create sequence submission_numbers as bigint maxvalue 9999999;

-- Two digits of the year, seven of a number, two of control: 97 less the remainder of the first nine by 97.
create function submission_reference(filed_at timestamptz, number bigint) returns text language sql stable as $$
  select digits || lpad((97 - digits::bigint % 97)::text, 2, '0')
  from (select to_char(filed_at at time zone 'Europe/Brussels', 'YY') || lpad(number::text, 7, '0') as digits) nine
$$;

-- What a bank transfer says (standard of Febelfin): ten digits and their remainder by 97, where 0 is written 97.
create function structured_communication(reference text) returns text language sql immutable as $$
  select digits || lpad(coalesce(nullif(digits::bigint % 97, 0), 97)::text, 2, '0')
  from (select '0' || left(reference, 9) as digits) ten
$$;

create table submissions (
  id uuid primary key,
  reference text not null unique constraint submissions_reference_is_eleven_digits check (reference ~ '^[0-9]{11}$'),
  -- Who filed it; null for somebody without an account.
  citizen_id uuid references citizens,
  -- The organisation it was filed for, which it then belongs to; null for a person.
  enterprise_number text references organisations,
  slug text not null,
  version integer not null,
  -- As they were when it was filed. Null where somebody without an account gave none.
  first_name text,
  last_name text,
  email text,
  -- The name of the organisation as it was then; null for a person.
  organisation_name text,
  -- By field, of visible fields only; national numbers are sealed by the portal (law of 8 August 1983).
  answers jsonb not null,
  -- The declarations that were ticked.
  declared text[] not null default '{}',
  status text not null constraint submissions_status_known check (status in ('submitted', 'awaiting-payment', 'in-progress',
    'to-complete', 'accepted', 'refused', 'delivered', 'withdrawn', 'closed')),
  language text not null constraint submissions_language_known check (language in ('fr', 'nl', 'en', 'de')),
  -- Null where the department tells the amount once it knows the request.
  fee_cents integer constraint submissions_fee_is_positive check (fee_cents >= 0),
  structured_communication text unique
    constraint submissions_structured_communication_is_twelve_digits check (structured_communication ~ '^[0-9]{12}$'),
  filed_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  -- When an answer is expected; null while the delay has not begun.
  due_on date,
  foreign key (slug, version) references procedure_versions,
  constraint submissions_communication_is_for_a_fee
    check ((structured_communication is not null) = (coalesce(fee_cents, 0) > 0)),
  constraint submissions_of_organisations_have_names check ((enterprise_number is null) = (organisation_name is null))
);
create index submissions_of_citizen on submissions (citizen_id, filed_at desc, id desc);
create index submissions_of_organisation on submissions (enterprise_number, filed_at desc, id desc);

-- Who may read which submission: a person what they filed as a citizen, the members of an organisation what is its own.
create view readable_submissions as
  select submissions.*, citizen_id as reader_id from submissions where enterprise_number is null and citizen_id is not null
  union all
  select submissions.*, memberships.citizen_id from submissions
  join active_memberships memberships using (enterprise_number);

-- Append-only: the timeline of a submission.
create table submission_events (
  id bigint generated always as identity primary key,
  submission_id uuid not null references submissions,
  happened_at timestamptz not null default now(),
  name text not null constraint submission_events_name_is_kebab_case check (name ~ '^[a-z]+(-[a-z]+)*$'),
  -- Who did it: a citizen, a member of staff, or the portal when both are null.
  citizen_id uuid references citizens,
  staff_member_id uuid references staff_members,
  detail jsonb not null default '{}',
  constraint submission_events_have_one_actor check (citizen_id is null or staff_member_id is null)
);
create index submission_events_of_submission on submission_events (submission_id, id);
create index submission_events_of_citizen on submission_events (citizen_id);
create index submission_events_of_staff_member on submission_events (staff_member_id);

create function refuse_change_of_submission_events() returns trigger language plpgsql as $$
begin
  raise exception 'submission_events is append-only';
end $$;
create trigger submission_events_are_append_only before update or delete or truncate on submission_events
  for each statement execute function refuse_change_of_submission_events();
