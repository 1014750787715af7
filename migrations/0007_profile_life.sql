-- The last day a membership is good for, as counted in Brussels; null while no end is set.
alter table memberships add column ends_on date;
create index memberships_ending on memberships (ends_on) where ended_at is null and ends_on is not null;
-- Null until the contact details have been saved once.
alter table memberships add column contact_saved_at timestamptz;

-- Read whole when an account closes or its data are downloaded: what has ended too.
drop index memberships_of_citizen;
create index memberships_of_citizen on memberships (citizen_id);

-- An invitation is good while the manager who sent it is one.
alter table invitations add column invited_by uuid references citizens on delete cascade;

-- Who acts for an organisation now. Everything that grants access reads this, never the table.
create view active_memberships as
  select * from memberships
  where ended_at is null and (ends_on is null or ends_on >= (now() at time zone 'Europe/Brussels')::date);

-- Unanswered for ten days: the commune decides, and the managers still may.
alter table access_requests add column handed_over_at timestamptz;
alter table access_requests drop constraint access_requests_status_check;
alter table access_requests add constraint access_requests_status_check
  check (status in ('open', 'accepted', 'refused', 'withdrawn')) not valid;
create index access_requests_unanswered on access_requests (asked_at) where status = 'open' and handed_over_at is null;
create index access_requests_at_commune on access_requests (handed_over_at, id)
  where status = 'open' and handed_over_at is not null;

-- By whom: a name as it was then, or the commune; neither for what one does about oneself, or the portal by itself.
alter table organisation_events add column actor text;
alter table organisation_events add column by_commune boolean not null default false;
-- What it changed to, for the events that change something: a role, a state, a day.
alter table organisation_events add column detail text;

drop index organisation_events_of_organisation;
create index organisation_events_of_organisation on organisation_events (enterprise_number, id desc);
