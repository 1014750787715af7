-- Who did it: a person (named in `actor`), the one whom the event is about, the commune, or the portal by itself. Null in
-- the events of before: of those, one without `actor` does not tell oneself from the portal.
alter table organisation_events add column done_by text;
alter table organisation_events add constraint organisation_events_done_by_known
  check (done_by in ('person', 'oneself', 'commune', 'portal')) not valid;
alter table organisation_events add constraint organisation_events_persons_have_name
  check (done_by is null or (done_by = 'person') = (actor is not null)) not valid;

-- A change of state is about the organisation, and nothing else is: only there is the name empty.
alter table organisation_events add constraint organisation_events_states_are_of_nobody
  check ((person = '') = (name = 'state-changed')) not valid;
