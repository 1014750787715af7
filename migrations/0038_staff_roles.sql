-- A person of the commune may hold several roles. In the order of this list and each once, so that two sets of roles are
-- the same when they are equal; never none: somebody without a role is suspended.
alter table staff_members add column roles text[];
update staff_members set roles = array[role];
alter table staff_members alter column roles set not null;
alter table staff_members add constraint staff_members_roles_known check (cardinality(roles) > 0 and roles = array_remove(array[
  case when 'agent' = any (roles) then 'agent' end,
  case when 'helpdesk' = any (roles) then 'helpdesk' end,
  case when 'administrator' = any (roles) then 'administrator' end], null));

create or replace function begin_staff_session_epoch() returns trigger language plpgsql as $$
begin
  if (new.status, new.roles, new.password_hash, new.second_factor)
    is distinct from (old.status, old.roles, old.password_hash, old.second_factor) then
    new.session_epoch := old.session_epoch + 1;
  end if;
  return new;
end $$;

create or replace function write_staff_change() returns trigger language plpgsql as $$
begin
  insert into audit_events (name, staff_member_id, details)
    values ('staff-changed', new.id, jsonb_build_object('roles', new.roles, 'status', new.status));
  if new.status = 'suspended' then
    delete from staff_links where staff_member_id = new.id;
  end if;
  return null;
end $$;
drop trigger staff_changes_are_written_down on staff_members;
create trigger staff_changes_are_written_down after update on staff_members
  for each row when ((new.roles, new.status) is distinct from (old.roles, old.status)) execute function write_staff_change();

create or replace view handled_submissions as
  select submissions.*, staff_members.id as agent_id from submissions
  join staff_departments using (department)
  join staff_members on staff_members.id = staff_member_id and 'agent' = any (roles) and staff_members.status = 'active';

-- Portals of the release before still read `role` while this runs: the first role is enough for them, and they cannot
-- write it. The next release drops it.
alter table staff_members drop column role;
alter table staff_members add column role text generated always as (roles[1]) stored;
