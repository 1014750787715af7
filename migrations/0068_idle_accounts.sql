-- Now that no row can be wrong any more.
alter table citizens validate constraint citizens_idle_step_known;
alter table citizens validate constraint citizens_warned_are_kept_until_a_day;
-- For the nightly job that warns, then for the one that closes.
create index citizens_idle on citizens (last_signed_in_on) where status = 'active' and idle_step is null;
create index citizens_warned on citizens (kept_until) where idle_step is not null;

-- Of which organisations somebody is the only manager without a last day whose account may be used.
create view sole_managerships as
  select own.citizen_id, own.enterprise_number
  from active_memberships own
  where own.role = 'manager' and not exists (
    select from active_memberships other join citizens on citizens.id = other.citizen_id
    where other.enterprise_number = own.enterprise_number and other.id <> own.id
      and other.role = 'manager' and other.ends_on is null and citizens.status = 'active');
