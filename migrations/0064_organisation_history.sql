-- The history of an organisation says who let whom in: like the other histories it is only added to, by whoever writes. Names
-- stay in it when an account closes, as nothing ever changed them.
create function refuse_change_of_organisation_events() returns trigger language plpgsql as $$
begin
  raise exception 'organisation_events is append-only';
end $$;
create trigger organisation_events_are_append_only before update or delete or truncate on organisation_events
  for each statement execute function refuse_change_of_organisation_events();
