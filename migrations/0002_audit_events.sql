create table audit_events (
  id bigint generated always as identity primary key,
  happened_at timestamptz not null default now(),
  name text not null check (name ~ '^[a-z]+(-[a-z]+)*$'),
  -- No reference: what happened stays written when the account is gone.
  citizen_id uuid,
  network text,
  details jsonb not null default '{}'
);
create index audit_events_of_citizen on audit_events (citizen_id, happened_at desc) where citizen_id is not null;

create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  raise exception 'audit_events is append-only';
end $$;
create trigger audit_events_are_append_only before update or delete or truncate on audit_events
  for each statement execute function refuse_change_of_audit();
