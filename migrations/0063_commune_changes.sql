-- Whose portal this is: name, addresses, telephone, account … as administrators set them, in the place of what the
-- environment says. Append-only, as who changed what and when must stay readable; the newest row is what holds.
create table commune_changes (
  revision integer constraint commune_changes_pkey primary key constraint commune_changes_revision_is_positive check (revision > 0),
  settings jsonb not null,
  reason text not null constraint commune_changes_reason_within_length check (char_length(reason) between 1 and 1000),
  staff_member_id uuid not null constraint commune_changes_staff_member_id_fkey references staff_members,
  changed_at timestamptz not null default now()
);
create index commune_changes_of_staff_member on commune_changes (staff_member_id);

create function refuse_change_of_commune_changes() returns trigger language plpgsql as $$
begin
  raise exception 'commune_changes is append-only';
end $$;
create trigger commune_changes_are_append_only before update or delete or truncate on commune_changes
  for each statement execute function refuse_change_of_commune_changes();
