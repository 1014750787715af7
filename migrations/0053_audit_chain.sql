-- The chain that shows whether the audit log was changed: one seal for each day of Brussels that is over. The hash covers
-- that of the day before and every row whose id is above the last one of the day before, up to `last_id`.
create table audit_seals (
  day date constraint audit_seals_pkey primary key,
  last_id bigint not null,
  events integer not null constraint audit_seals_events_is_positive check (events >= 0),
  hash bytea not null constraint audit_seals_hash_is_sha256 check (octet_length(hash) = 32),
  sealed_at timestamptz not null default now()
);
create function refuse_change_of_audit_seals() returns trigger language plpgsql as $$
begin
  raise exception 'audit_seals is append-only';
end $$;
create trigger audit_seals_are_append_only before update or delete or truncate on audit_seals
  for each statement execute function refuse_change_of_audit_seals();

-- What an event is about, for the filter of the administrators: a reference, an enterprise number, or an account.
create function audit_object(details jsonb) returns text language sql immutable parallel safe as $$
  select coalesce(details ->> 'reference', details ->> 'enterpriseNumber', details ->> 'account', details ->> 'citizenId')
$$;

-- Each filter of the log reads its own index, in the order of the pages. On a log of millions of rows the operator makes
-- these with `concurrently` before the release.
create index if not exists audit_events_by_day on audit_events (happened_at desc, id desc);
create index if not exists audit_events_by_name on audit_events (name, happened_at desc, id desc);
create index if not exists audit_events_by_object on audit_events (audit_object(details), happened_at desc, id desc)
  where audit_object(details) is not null;
create index if not exists audit_events_by_staff_member on audit_events (staff_member_id, happened_at desc, id desc)
  where staff_member_id is not null;
create index if not exists audit_events_by_staff_member_and_name on audit_events (staff_member_id, name, happened_at desc, id desc)
  where staff_member_id is not null;
