-- Accounts that nobody used for two years are closed, after two warnings. The history of sign-ins is kept for one year only, so the
-- account itself keeps its last day. New accounts have the day of their making; of the others the nightly job finds it, in
-- batches, in their history and in the audit log. To fill them all in here would keep their owners from signing in meanwhile.
alter table citizens
  add column last_signed_in_on date,
  add column idle_step text,
  add column kept_until date;
alter table citizens alter column last_signed_in_on set default (now() at time zone 'Europe/Brussels')::date;
alter table citizens add constraint citizens_idle_step_known
  check (idle_step in ('warned', 'warned-again', 'asked-to-hand-over')) not valid;
alter table citizens add constraint citizens_warned_are_kept_until_a_day
  check ((kept_until is not null) = (coalesce(idle_step, '') in ('warned', 'warned-again'))) not valid;
