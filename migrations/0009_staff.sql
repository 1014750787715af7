-- Who of the commune did it. No reference, as for citizens.
alter table audit_events add column staff_member_id uuid;

-- The people of the commune. Apart from citizens in everything: nothing of one means anything to the other.
create table staff_members (
  id uuid primary key default gen_random_uuid(),
  email text not null constraint staff_email_is_ascii_lower_case check (email ~ '^[!-~]{3,254}$' and email = lower(email)),
  first_name text not null check (char_length(first_name) between 1 and 100),
  last_name text not null check (char_length(last_name) between 1 and 100),
  role text not null check (role in ('agent', 'helpdesk', 'administrator')),
  language text not null check (language in ('fr', 'nl')),
  -- Invited until a password and a second factor are set through a link.
  status text not null default 'invited' check (status in ('invited', 'active', 'suspended')),
  password_hash text,
  -- The secret of the authenticator app, sealed by the portal.
  second_factor text,
  -- The step of the last code accepted: that one and those before are worth nothing (RFC 6238 § 5.2).
  last_time_step bigint not null default 0,
  -- A session is good for the epoch it began in.
  session_epoch integer not null default 1,
  created_at timestamptz not null default now(),
  check (status <> 'active' or (password_hash is not null and second_factor is not null))
);
create unique index staff_members_email on staff_members (lower(email));

-- Whoever changes one of these, also by hand: every session of the account is over.
create function begin_staff_session_epoch() returns trigger language plpgsql as $$
begin
  if (new.status, new.role, new.password_hash, new.second_factor)
    is distinct from (old.status, old.role, old.password_hash, old.second_factor) then
    new.session_epoch := old.session_epoch + 1;
  end if;
  return new;
end $$;
create trigger staff_changes_end_sessions before update on staff_members
  for each row execute function begin_staff_session_epoch();

-- Who may do what is written down by whatever statement changes it; a link made before a suspension dies with it.
create function write_staff_change() returns trigger language plpgsql as $$
begin
  insert into audit_events (name, staff_member_id, details)
    values ('staff-changed', new.id, jsonb_build_object('role', new.role, 'status', new.status));
  if new.status = 'suspended' then
    delete from staff_links where staff_member_id = new.id;
  end if;
  return null;
end $$;
create trigger staff_are_written_down after insert on staff_members
  for each row execute function write_staff_change();
create trigger staff_changes_are_written_down after update on staff_members
  for each row when ((new.role, new.status) is distinct from (old.role, old.status)) execute function write_staff_change();

-- One link per account: making another replaces it.
create table staff_links (
  staff_member_id uuid primary key references staff_members on delete cascade,
  digest bytea not null unique check (octet_length(digest) = 32),
  expires_at timestamptz not null
);

-- As `sessions`, which holds those of citizens.
create table staff_sessions (
  sid text primary key,
  sess jsonb not null,
  expire timestamptz not null,
  staff_member_id uuid generated always as ((sess -> 'user' ->> 'id')::uuid) stored references staff_members on delete cascade
) with (fillfactor = 70);
create index staff_sessions_of_member on staff_sessions (staff_member_id);
